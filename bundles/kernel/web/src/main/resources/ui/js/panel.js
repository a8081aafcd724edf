/** The side panel in which a citation opens. Beside the page on wide screens, over it on narrow ones. */
import { fill, h } from './h.js';
import { tx } from './i18n.js';
import { iconButton } from './parts.js';
import { showSource } from './source.js';

let node = null;
let opener = null;

export function panel() {
  node = h('aside', { id: 'panel', class: 'panel', hidden: true, tabindex: '-1', 'aria-label': tx('source.title') });
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closePanel();
  });
  return node;
}

/** @param place `{id, version, start, end, title}` */
export function openPanel(place) {
  opener = document.activeElement;
  const body = h('div', { class: 'panel-body' });
  const address = `#/doc/${encodeURIComponent(place.id)}?${new URLSearchParams({ v: place.version, s: place.start, e: place.end })}`;
  fill(node,
    h('div', { class: 'panel-head' },
      h('h2', { class: 'wrap' }, place.title),
      h('a', { class: 'button plain small', href: address }, tx('source.open')),
      iconButton('close', tx('action.close'), { onclick: closePanel })),
    body);
  node.hidden = false;
  document.getElementById('app').classList.add('panel-open');
  node.focus({ preventScroll: true });
  showSource(body, place);
}

export function closePanel() {
  if (!node || node.hidden) return;
  node.hidden = true;
  fill(node);
  document.getElementById('app').classList.remove('panel-open');
  if (opener?.isConnected) opener.focus();
  opener = null;
}
