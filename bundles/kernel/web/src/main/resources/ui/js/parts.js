/** Small pieces that every page uses: notices, states, dialogs, chips. */
import { h, fill, icon } from './h.js';
import { t, tx } from './i18n.js';

export function button(label, { glyph, kind = 'plain', ...rest } = {}) {
  return h('button', { type: 'button', class: `button ${kind}`, ...rest }, glyph && icon(glyph), h('span', null, label));
}

/** A button that shows only an icon; its name is read aloud and shown on hover. */
export function iconButton(glyph, label, attributes) {
  return h('button', { type: 'button', class: 'button bare', 'aria-label': label, title: label, ...attributes }, icon(glyph));
}

export function chip(kind, glyph, label, more) {
  return h('span', { class: `chip ${kind}`, ...more }, glyph === 'busy' ? h('span', { class: 'spinner', 'aria-hidden': 'true' }) : icon(glyph), h('span', null, label));
}

/** @param kind info, warning or error */
export function notice(kind, title, ...body) {
  return h('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : 'note' },
    icon(kind === 'info' ? 'info' : 'alert'),
    h('div', { class: 'notice-text' }, h('p', { class: 'notice-title' }, title), body));
}

/** What the server (or the network) said, with what support needs to find it again. */
export function failure(problem, retry) {
  const pointers = problem.errors?.filter((one) => one.detail).map((one) => h('li', null, one.pointer && h('code', null, one.pointer), ' ', one.detail));
  return notice('error', problem.title ?? problem.message,
    problem.detail && h('p', null, problem.detail),
    pointers?.length ? h('ul', null, pointers) : null,
    problem.requestId && h('p', { class: 'quiet small' }, tx('failure.request'), ' ', h('code', null, problem.requestId)),
    retry && button(tx('action.retry'), { glyph: 'refresh', onclick: retry }));
}

export function empty(glyph, title, text, ...actions) {
  return h('div', { class: 'empty' }, h('div', { class: 'empty-icon' }, icon(glyph)), h('h2', null, title), h('p', null, text), actions);
}

/** Grey lines while something is on its way. */
export function loading(lines = 4) {
  return h('div', { class: 'loading', role: 'status' }, h('span', { class: 'unseen' }, tx('state.loading')),
    Array.from({ length: lines }, () => h('div', { class: 'bone' })));
}

/** Asks before something is lost; resolves true on yes. The browser traps and returns the focus. */
export function confirm({ title, text, action }) {
  return new Promise((resolve) => {
    const yes = button(action, { kind: 'danger', onclick: () => dialog.close('yes') });
    const no = button(tx('action.cancel'), { onclick: () => dialog.close('no') });
    const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'confirm-title' },
      h('h2', { id: 'confirm-title' }, title), h('p', { class: 'wrap' }, text), h('div', { class: 'dialog-actions' }, no, yes));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  });
}

/** A short message at the edge; problems stay until closed. */
export function toast(kind, text) {
  const place = document.getElementById('toasts');
  const item = h('div', { class: `toast ${kind}` }, icon(kind === 'error' ? 'alert' : 'check'), h('p', null, text),
    iconButton('close', tx('action.close'), { onclick: () => item.remove() }));
  place?.append(item);
  if (kind !== 'error') setTimeout(() => item.remove(), 5000);
}

export function failed(problem) {
  toast('error', [problem.title ?? problem.message, problem.detail, problem.requestId && `${t('failure.request')} ${problem.requestId}`].filter(Boolean).join(' · '));
}

/** Calls back when typing has paused; never in the middle of composing Chinese. */
export function typed(input, callback, wait = 300) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(callback, wait);
  };
  input.addEventListener('input', (event) => event.isComposing || later());
  input.addEventListener('compositionend', later);
}

/**
 * Calls back on Enter that means "send": not while an input method is composing. Browsers disagree on the order of the
 * last keydown and `compositionend`, so a composition that ended in the same tick counts as composing.
 */
export function onsend(input, callback) {
  let ended = false;
  input.addEventListener('compositionend', () => {
    ended = true;
    setTimeout(() => (ended = false), 0);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229 || ended) return;
    event.preventDefault();
    callback();
  });
}

export { h, fill, icon };
