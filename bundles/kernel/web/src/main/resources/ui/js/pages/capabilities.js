/** What runs on this server; brought, started, stopped, updated and taken away while everything else goes on. */
import { api } from '../api.js';
import { deploy, follow, goesOn, History } from '../deployments.js';
import { fill, h } from '../h.js';
import { language, pick, t, tx } from '../i18n.js';
import { live } from '../live.js';
import { button, chip, confirm, empty, failed, failure, loading, toast } from '../parts.js';
import { session } from '../session.js';

const CAPABILITIES = '/api/kernel/capabilities';
const STATES = {
  running: { kind: 'good', glyph: 'check', label: tx('capabilities.running') },
  waiting: { kind: 'warning', glyph: 'clock', label: tx('capabilities.waiting') },
  stopped: { kind: 'plain', glyph: 'stop', label: tx('capabilities.stopped') },
  broken: { kind: 'bad', glyph: 'alert', label: tx('capabilities.broken') },
};

export function capabilities(root) {
  const list = h('div', null, loading(6));
  const line = h('span', { class: 'live', role: 'status' });
  const history = session.permits('system:admin') ? new History() : null;
  let asked = 0;
  fill(root, h('header', { class: 'page-head' },
    h('div', null, h('h1', null, tx('nav.capabilities')), h('p', { class: 'quiet' }, tx('capabilities.purpose'))), history && chooser(), line), list, history?.root);

  function tellLive(connected) {
    fill(line, connected ? chip('good', 'check', tx('shell.live')) : chip('warning', 'busy', tx('shell.reconnecting')));
  }

  async function load() {
    const turn = ++asked;
    try {
      const answer = await api.get(CAPABILITIES, { query: { limit: 200 } });
      if (turn === asked) draw(answer.items);
    } catch (problem) {
      if (turn === asked) fill(list, failure(problem, load));
    }
  }

  function draw(items) {
    const focused = document.activeElement?.dataset?.key;
    fill(list, items.length ? table(items, load) : empty('capability', tx('capabilities.none'), tx('capabilities.noneText')));
    if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function loadAll() {
    load();
    history?.load();
  }

  const stops = [
    live.on('capabilities', load),
    live.on('deployments', loadAll),
    live.on('live', ({ connected }) => {
      tellLive(connected);
      if (connected) loadAll();
    }),
    // what is missing is said in the language that was asked for
    language.onchange(load),
  ];
  tellLive(live.connected);
  loadAll();
  return () => stops.forEach((stop) => stop());
}

/** Brings a file: a new capability, or a new version of one. */
function chooser() {
  const file = h('input', { type: 'file', accept: '.jar', class: 'unseen', tabindex: '-1', id: 'deploy-file', 'aria-label': tx('deployments.choose'), onchange: () => {
    const [chosen] = file.files;
    file.value = '';
    if (chosen) deploy(chosen);
  } });
  return [file, button(tx('deployments.deploy'), { glyph: 'upload', kind: 'primary', 'data-action': 'deploy', onclick: () => file.click() })];
}

function table(items, load) {
  return h('div', { class: 'table-box' }, h('table', { class: 'table' },
    h('thead', null, h('tr', null, [tx('capabilities.name'), tx('capabilities.state'), tx('capabilities.version'), tx('capabilities.actions')].map((label) => h('th', { scope: 'col' }, label)))),
    h('tbody', null, items.map((item) => row(item, load)))));
}

function row(item, load) {
  const state = STATES[item.state] ?? { kind: 'plain', glyph: 'info', label: item.state };
  const waits = item.waiting_for ?? [];
  const busy = goesOn(item.deployment);
  return h('tr', { 'data-capability': item.id, 'data-state': item.state },
    h('th', { scope: 'row' }, h('span', { class: 'capability-title' }, () => pick({ zh: item.title_zh, en: item.title_en })), h('code', { class: 'quiet' }, item.id)),
    h('td', null, busy ? chip('busy', 'busy', tx('capabilities.changed')) : chip(state.kind, state.glyph, state.label), waits.length > 0 && h('p', { class: 'small quiet wrap' }, item.state === 'waiting' && [tx('capabilities.waitingFor'), ' '], () => waits.join(t('list.comma')))),
    h('td', { class: 'numbers' }, item.version),
    h('td', null, busy ? null : actions(item, load)));
}

/** The server says what can be done; to the foundation nothing, so it shows why. */
function actions(item, load) {
  if (item.foundation) return h('span', { class: 'small quiet' }, tx('capabilities.foundation'));
  if (!session.permits('system:admin')) return null;
  return h('div', { class: 'row-actions' }, (item.actions ?? []).filter((name) => ACTIONS[name]).map((name) => action(item, name, load)));
}

/** What each does: how it is called, what it looks like, what is asked before, what is said after. */
const ACTIONS = {
  start: { label: tx('capabilities.start'), glyph: 'play', done: tx('capabilities.started') },
  stop: { label: tx('capabilities.stop'), glyph: 'stop', done: tx('capabilities.stoppedNow'), title: (id) => tx('capabilities.stopTitle', { id }), text: tx('capabilities.stopText') },
  update: { label: tx('capabilities.update'), glyph: 'refresh', title: (id) => tx('capabilities.updateTitle', { id }), text: tx('capabilities.updateText') },
  rollback: { label: tx('capabilities.rollback'), glyph: 'back', title: (id) => tx('capabilities.rollbackTitle', { id }), text: tx('capabilities.rollbackText') },
  uninstall: { label: tx('capabilities.uninstall'), glyph: 'trash', title: (id) => tx('capabilities.uninstallTitle', { id }), text: tx('capabilities.uninstallText') },
};

function action(item, name, load) {
  const { label, glyph } = ACTIONS[name];
  return button(label, {
    glyph, kind: 'plain small', 'data-action': name, 'data-key': `${item.id}/${name}`,
    'aria-label': () => `${label()} ${item.id}`, onclick: (event) => act(event.currentTarget, item, name, load),
  });
}

async function act(pressed, item, name, load) {
  const { label, done, title, text } = ACTIONS[name];
  if (title && !await confirm({ title: title(item.id), text, action: label })) return;
  pressed.disabled = true;
  try {
    const answer = await api.post(`${CAPABILITIES}/${encodeURIComponent(item.id)}/actions/${name}`);
    if (done) toast('ok', () => `${item.id}: ${done()}`);
    else await follow(answer);
  } catch (problem) {
    failed(problem);
  }
  pressed.disabled = false;
  load();
}
