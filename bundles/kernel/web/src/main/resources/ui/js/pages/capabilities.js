/** What runs on this server; started, stopped and updated while everything else goes on. */
import { api } from '../api.js';
import { fill, h } from '../h.js';
import { pick, t, tx } from '../i18n.js';
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
const FOUNDATION = /^org\.aistack\.(kernel|security)\.|^org\.aistack\.ai\.natives$|\.api$/;
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
  const state = STATES[item.state] ?? { kind: 'plain', glyph: 'info', label: item.state };
  const waits = item.waiting_for ?? [];
  return h('tr', { 'data-capability': item.id, 'data-state': item.state },
    h('th', { scope: 'row' }, h('span', { class: 'capability-title' }, () => pick({ zh: item.title_zh, en: item.title_en })), h('code', { class: 'quiet' }, item.id)),
    h('td', null, chip(state.kind, state.glyph, state.label), waits.length > 0 && h('p', { class: 'small quiet wrap' }, item.state === 'waiting' && [tx('capabilities.waitingFor'), ' '], () => waits.join(t('list.comma')))),
    h('td', { class: 'numbers' }, item.version),
    h('td', null, actions(item, load)));
}

/** The foundation is only replaced with a restart, so it shows why instead of buttons that the server would refuse. */
function actions(item, load) {
  if (!session.permits('system:admin')) return null;
  if (FOUNDATION.test(item.bundle?.symbolic_name ?? '')) return h('span', { class: 'small quiet' }, tx('capabilities.foundation'));
  const names = item.state === 'stopped' ? ['start', 'update'] : ['stop', 'update'];
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
