/** Work that takes longer than a request: how far it is, how it ended; cancel, retry, drop. */
import { api } from '../api.js';
import { fill, h } from '../h.js';
import { language, moment, share, tx } from '../i18n.js';
import { button, chip, confirm, empty, failed, failure, loading, toast } from '../parts.js';

const JOBS = '/api/kernel/jobs';
const EVERY = 2000;
const STATES = {
  queued: { kind: 'plain', glyph: 'clock', label: tx('jobs.queued') },
  running: { kind: 'busy', glyph: 'busy', label: tx('jobs.running') },
  succeeded: { kind: 'good', glyph: 'check', label: tx('jobs.succeeded') },
  failed: { kind: 'bad', glyph: 'alert', label: tx('jobs.failed') },
  cancelled: { kind: 'plain', glyph: 'stop', label: tx('jobs.cancelled') },
  parked: { kind: 'warning', glyph: 'alert', label: tx('jobs.parked') },
};
const open = (job) => ['queued', 'running'].includes(job.status);
const stuck = (job) => ['parked', 'failed'].includes(job.status);

export function jobs(root) {
  const list = h('div', null, loading(6));
  const more = button(tx('action.more'), { hidden: true, onclick: () => load(cursor) });
  const status = h('select', { class: 'input', 'aria-label': tx('jobs.status'), onchange: () => load() },
    h('option', { value: '' }, tx('jobs.all')), Object.keys(STATES).map((name) => h('option', { value: name }, STATES[name].label)));
  let cursor = null;
  let items = [];
  let asked = 0;
  fill(root, h('header', { class: 'page-head' },
    h('div', null, h('h1', null, tx('nav.jobs')), h('p', { class: 'quiet' }, tx('jobs.purpose'))), status), list, more);

  async function load(from) {
    const turn = ++asked;
    try {
      const answer = await api.get(JOBS, { query: { status: status.value, cursor: from ?? '', limit: 50 } });
      if (turn !== asked) return;
      items = from ? [...items, ...answer.items] : answer.items;
      cursor = answer.next_cursor;
      draw();
    } catch (problem) {
      if (turn === asked) fill(list, failure(problem, () => load()));
    }
  }

  /** What runs is looked at again; who reads further down is not thrown back to the top. */
  async function follow() {
    if (document.hidden || !items.some(open)) return;
    const turn = asked;
    const fresh = await api.get(JOBS, { query: { status: status.value, limit: 50 } }).catch(() => null);
    if (!fresh || turn !== asked) return;
    const known = new Map(fresh.items.map((job) => [job.id, job]));
    const added = fresh.items.filter((job) => !items.some((old) => old.id === job.id));
    items = [...added, ...items.map((job) => known.get(job.id) ?? job)];
    draw();
  }

  function draw() {
    const focused = document.activeElement?.dataset?.key;
    fill(list, items.length ? table() : empty('clock', tx('jobs.none'), tx('jobs.noneText')));
    if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    more.hidden = !cursor;
  }

  function table() {
    const heads = [tx('jobs.job'), tx('jobs.status'), tx('jobs.progress'), tx('jobs.created'), tx('jobs.actions')];
    return h('div', { class: 'table-box' }, h('table', { class: 'table' },
      h('thead', null, h('tr', null, heads.map((label) => h('th', { scope: 'col' }, label)))),
      h('tbody', null, items.map(row))));
  }

  function row(job) {
    const state = STATES[job.status] ?? { kind: 'plain', glyph: 'info', label: job.status };
    const error = job.status !== 'succeeded' && job.error;
    return h('tr', { 'data-job': job.id, 'data-state': job.status },
      h('th', { scope: 'row' }, h('span', { class: 'capability-title' }, job.title), h('code', { class: 'quiet' }, job.kind)),
      h('td', null, chip(state.kind, state.glyph, state.label), error && h('p', { class: 'small quiet wrap' }, error.detail)),
      h('td', { class: 'numbers' }, () => share(job.progress), job.step && h('p', { class: 'small quiet wrap' }, job.step)),
      h('td', { class: 'numbers' }, () => moment(job.created_at)),
      h('td', null, h('div', { class: 'row-actions' },
        open(job) && !job.cancel_requested && action(job, 'cancel', tx('jobs.cancel'), 'stop', () => api.delete(`${JOBS}/${job.id}`)),
        stuck(job) && action(job, 'retry', tx('action.retry'), 'refresh', () => api.post(`${JOBS}/${job.id}/actions/retry`)),
        stuck(job) && action(job, 'drop', tx('jobs.drop'), 'trash', () => api.post(`${JOBS}/${job.id}/actions/drop`)))));
  }

  function action(job, name, label, glyph, call) {
    const act = async (event) => {
      const pressed = event.currentTarget;
      if (name === 'drop' && !await confirm({ title: tx('jobs.dropTitle'), text: tx('jobs.dropText'), action: label })) return;
      pressed.disabled = true;
      try {
        await call();
        toast('ok', () => `${job.title}: ${label()}`);
      } catch (problem) {
        failed(problem);
      }
      pressed.disabled = false;
      load();
    };
    return button(label, { glyph, kind: 'plain small', 'data-action': name, 'data-key': `${job.id}/${name}`, 'aria-label': () => `${label()} ${job.title}`, onclick: act });
  }

  const timer = setInterval(follow, EVERY);
  const stop = language.onchange(() => load());
  load();
  return () => {
    clearInterval(timer);
    stop();
  };
}
