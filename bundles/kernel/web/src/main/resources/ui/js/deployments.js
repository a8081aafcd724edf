/** What came, changed and went: a file on its way into the running server, and the history. */
import { api, pause } from './api.js';
import { fill, h } from './h.js';
import { moment, pick, t, tx } from './i18n.js';
import { button, chip, confirm, failed, failure, loading, toast } from './parts.js';

const DEPLOYMENTS = '/api/kernel/deployments';
const OUTCOMES = {
  waiting: { kind: 'busy', glyph: 'busy', label: tx('deployments.waiting') },
  running: { kind: 'busy', glyph: 'busy', label: tx('deployments.running') },
  done: { kind: 'good', glyph: 'check', label: tx('deployments.done') },
  staged: { kind: 'warning', glyph: 'clock', label: tx('deployments.staged') },
  failed: { kind: 'bad', glyph: 'alert', label: tx('deployments.failed') },
  rolled_back: { kind: 'warning', glyph: 'alert', label: tx('deployments.rolledBack') },
  refused: { kind: 'bad', glyph: 'alert', label: tx('deployments.refused') },
};
const ACTIONS = { install: tx('deployments.install'), update: tx('deployments.update'), rollback: tx('deployments.rollback'), uninstall: tx('deployments.uninstall') };
const VIA = { rest: tx('deployments.rest'), console: tx('deployments.console'), shell: tx('deployments.shell'), folder: tx('deployments.folder') };

/** True while nothing is decided yet. */
export const goesOn = (deployment) => ['waiting', 'running'].includes(deployment?.status);

/** Asks, sends the file and follows it to its end. */
export async function deploy(file) {
  const yes = await confirm({ title: tx('deployments.deployTitle'), text: tx('deployments.deployText', { file: file.name }), action: tx('deployments.deploy') });
  if (!yes) return;
  try {
    await follow(await send(file));
  } catch (problem) {
    failed(problem);
  }
}

/** Parts of the foundation are only taken when somebody says that this is maintenance. */
async function send(file) {
  try {
    return await api.upload(DEPLOYMENTS, file);
  } catch (problem) {
    if (problem.code !== 'kernel.maintenance') throw problem;
    const yes = await confirm({ title: tx('deployments.maintenanceTitle'), text: problem.detail, action: tx('deployments.maintenance') });
    return yes ? api.upload(`${DEPLOYMENTS}?maintenance=true`, file) : null;
  }
}

/** Waits for the end of a deployment and tells how it went. */
export async function follow(deployment) {
  let now = deployment;
  while (goesOn(now)) {
    await pause(700);
    now = await api.get(`${DEPLOYMENTS}/${now.id}`);
  }
  if (!now) return;
  const name = now.capability ?? now.file;
  if (now.status === 'done') {
    toast('ok', tx('deployments.doneNow', { id: name }));
  } else {
    toast(now.status === 'staged' ? 'ok' : 'error', () => [name, OUTCOMES[now.status].label(), reason(now)].filter(Boolean).join(' · '));
  }
}

const reason = (one) => pick({ zh: one.reason_zh, en: one.reason_en });

/** The list of deployments, newest first. */
export class History {
  constructor() {
    this.list = h('div', null, loading(3));
    this.size = 10;
    this.asked = 0;
    this.root = h('section', { class: 'history' }, h('h2', null, tx('deployments.history')), this.list);
  }

  async load() {
    const turn = ++this.asked;
    try {
      const answer = await api.get(DEPLOYMENTS, { query: { limit: this.size } });
      if (turn === this.asked) this.draw(answer);
    } catch (problem) {
      if (turn === this.asked) fill(this.list, failure(problem, () => this.load()));
    }
  }

  draw({ items, next_cursor: more }) {
    fill(this.list, items.length ? table(items) : h('p', { class: 'quiet' }, tx('deployments.none')),
      more && this.size < 200 && h('div', { class: 'list-foot' }, button(tx('action.more'), { onclick: () => this.grow() })));
  }

  grow() {
    this.size = Math.min(200, this.size * 3);
    this.load();
  }
}

function table(items) {
  const heads = [tx('deployments.what'), tx('deployments.result'), tx('deployments.when'), tx('deployments.why')];
  return h('div', { class: 'table-box' }, h('table', { class: 'table' },
    h('thead', null, h('tr', null, heads.map((label) => h('th', { scope: 'col' }, label)))),
    h('tbody', null, items.map(row))));
}

function row(one) {
  const outcome = OUTCOMES[one.status] ?? { kind: 'plain', glyph: 'info', label: one.status };
  const versions = [one.previous_version, one.action === 'uninstall' ? null : one.version].filter(Boolean).join(' → ');
  return h('tr', { 'data-deployment': one.id, 'data-status': one.status },
    h('th', { scope: 'row' }, h('span', { class: 'capability-title' }, ACTIONS[one.action] ?? one.action, ' ', one.capability ?? one.file ?? ''), h('span', { class: 'small quiet numbers' }, versions)),
    h('td', null, chip(outcome.kind, outcome.glyph, outcome.label)),
    h('td', null, h('span', null, () => moment(one.started_at)), h('p', { class: 'small quiet' }, () => t('deployments.by', { actor: one.actor, via: VIA[one.via]?.() ?? one.via }))),
    h('td', { class: 'small wrap' }, () => reason(one)));
}
