/** What runs on this server; started, stopped and updated while everything else goes on. */
import { api } from '../api.js';
import { fill, h } from '../h.js';
import { pick, t, tx } from '../i18n.js';
import { live } from '../live.js';
import { button, chip, confirm, empty, failed, failure, loading, toast } from '../parts.js';
import { session } from '../session.js';

const CAPABILITIES = '/api/kernel/capabilities';
const STATES = {
  active: { kind: 'good', glyph: 'check', label: tx('capabilities.active') },
  waiting: { kind: 'warning', glyph: 'clock', label: tx('capabilities.waiting') },
  starting: { kind: 'busy', glyph: 'busy', label: tx('capabilities.starting') },
  stopping: { kind: 'busy', glyph: 'busy', label: tx('capabilities.stopping') },
  stopped: { kind: 'plain', glyph: 'stop', label: tx('capabilities.stopped') },
  failed: { kind: 'bad', glyph: 'alert', label: tx('capabilities.failed') },
};
const ALIASES = { running: 'active', resolved: 'stopped', installed: 'stopped', unsatisfied: 'waiting', updating: 'starting' };
const DONE = { start: tx('capabilities.started'), stop: tx('capabilities.stoppedNow'), update: tx('capabilities.updated') };

export function capabilities(root) {
  const list = h('div', null, loading(6));
  const line = h('span', { class: 'live', role: 'status' });
  let asked = 0;
  fill(root, h('header', { class: 'page-head' },
    h('div', null, h('h1', null, tx('nav.capabilities')), h('p', { class: 'quiet' }, tx('capabilities.purpose'))), line), list);

  function tellLive(connected) {
    fill(line, connected ? chip('good', 'check', tx('shell.live')) : chip('warning', 'busy', tx('shell.reconnecting')));
  }

  async function load() {
    const turn = ++asked;
    try {
      const answer = await api.get(CAPABILITIES, { query: { limit: 200 } });
      if (turn === asked) draw(answer.items ?? answer);
    } catch (problem) {
      if (turn === asked) fill(list, failure(problem, load));
    }
  }

  function draw(items) {
    const focused = document.activeElement?.dataset?.key;
    fill(list, items.length ? table(items, load) : empty('capability', tx('capabilities.none'), tx('capabilities.noneText')));
    if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  const stops = [
    live.on('capabilities', load),
    live.on('live', ({ connected }) => {
      tellLive(connected);
      if (connected) load();
    }),
  ];
  tellLive(live.connected);
  load();
  return () => stops.forEach((stop) => stop());
}

function table(items, load) {
  return h('div', { class: 'table-box' }, h('table', { class: 'table' },
    h('thead', null, h('tr', null, [tx('capabilities.name'), tx('capabilities.state'), tx('capabilities.version'), tx('capabilities.actions')].map((label) => h('th', { scope: 'col' }, label)))),
    h('tbody', null, items.map((item) => row(item, load)))));
}

function row(item, load) {
  const state = stateOf(item);
  const known = STATES[state] ?? { kind: 'plain', glyph: 'info', label: state };
  const waits = [item.waiting_for ?? []].flat().filter(Boolean).map((one) => (typeof one === 'string' ? one : one.detail ?? one.name ?? ''));
  return h('tr', { 'data-capability': item.id, 'data-state': state },
    h('th', { scope: 'row' }, h('span', { class: 'capability-title' }, titleOf(item)), h('code', { class: 'quiet' }, item.id)),
    h('td', null, chip(known.kind, known.glyph, known.label), waits.length > 0 && h('p', { class: 'small quiet wrap' }, tx('capabilities.waitingFor'), ' ', () => waits.join(t('list.comma')))),
    h('td', { class: 'numbers' }, item.version),
    h('td', null, actions(item, state, load)));
}

function titleOf(item) {
  const title = item.title;
  if (title && typeof title === 'object') return () => pick(title);
  if (item.title_zh) return () => pick({ zh: item.title_zh, en: item.title_en });
  return title ?? item.id;
}

function stateOf(item) {
  const state = String(item.state ?? '').toLowerCase();
  return ALIASES[state] ?? state;
}

function actions(item, state, load) {
  if (!session.permits('system:admin')) return null;
  const stopped = state === 'stopped';
  const names = stopped ? ['start', 'update'] : ['stop', 'update'];
  return h('div', { class: 'row-actions' }, names.map((name) => action(item, name, load)));
}

const LABELS = { start: tx('capabilities.start'), stop: tx('capabilities.stop'), update: tx('capabilities.update') };
const GLYPHS = { start: 'play', stop: 'stop', update: 'refresh' };

function action(item, name, load) {
  return button(LABELS[name], {
    glyph: GLYPHS[name], kind: 'plain small', 'data-action': name, 'data-key': `${item.id}/${name}`,
    'aria-label': () => `${LABELS[name]()} ${item.id}`, onclick: (event) => act(event.currentTarget, item, name, load),
  });
}

async function act(pressed, item, name, load) {
  if (name === 'stop') {
    const yes = await confirm({ title: tx('capabilities.stopTitle', { id: item.id }), text: tx('capabilities.stopText'), action: tx('capabilities.stop') });
    if (!yes) return;
  }
  pressed.disabled = true;
  try {
    await api.post(`${CAPABILITIES}/${encodeURIComponent(item.id)}/actions/${name}`);
    toast('ok', () => `${item.id}: ${DONE[name]()}`);
  } catch (problem) {
    failed(problem);
  }
  pressed.disabled = false;
  load();
}
