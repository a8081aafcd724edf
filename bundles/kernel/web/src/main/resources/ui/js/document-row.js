/** One document in the list. */
import { h, icon } from './h.js';
import { bytes, count, moment, share, t, tx } from './i18n.js';
import { chip, iconButton } from './parts.js';

/** Every state has an icon and a word besides its colour. */
export const STATES = {
  processing: { kind: 'busy', glyph: 'busy', label: tx('documents.processing') },
  ready: { kind: 'good', glyph: 'check', label: tx('documents.ready') },
  failed: { kind: 'bad', glyph: 'alert', label: tx('documents.failed') },
  rejected: { kind: 'warning', glyph: 'alert', label: tx('documents.rejected') },
  needs_ocr: { kind: 'warning', glyph: 'alert', label: tx('documents.needsOcr') },
  needs_review: { kind: 'warning', glyph: 'alert', label: tx('documents.needsReview') },
  stale: { kind: 'warning', glyph: 'clock', label: tx('documents.stale') },
  deleting: { kind: 'busy', glyph: 'busy', label: tx('documents.deleting') },
};

/** @param remove called with the pressed button; absent when the person may not delete */
export function documentRow(document, remove) {
  const name = document.title || document.file_name || document.id;
  const address = `#/doc/${encodeURIComponent(document.id)}${document.version ? `?v=${document.version.number}` : ''}`;
  const readable = document.state !== 'processing' && document.state !== 'failed';
  return h('li', { class: 'document', 'data-document': document.id, 'data-state': document.state },
    h('span', { class: 'document-icon', 'aria-hidden': 'true' }, kind(document) ?? icon('documents')),
    h('div', { class: 'document-main' },
      readable ? h('a', { class: 'document-title wrap', href: address }, name) : h('span', { class: 'document-title wrap' }, name),
      h('p', { class: 'quiet small wrap' }, () => facts(document, name)),
      document.state === 'processing' && h('progress', { max: 1, value: document.progress ?? 0, 'aria-label': tx('documents.processing') }),
      document.failure && h('p', { class: 'document-failure' }, document.failure.detail || document.failure.code)),
    state(document),
    remove && iconButton('trash', () => t('documents.deleteOne', { title: name }), { onclick: (event) => remove(event.currentTarget), 'data-action': 'delete' }));
}

function state(document) {
  const known = STATES[document.state] ?? { kind: 'plain', glyph: 'info', label: document.state };
  const label = document.state === 'processing' && document.progress > 0 ? () => `${known.label()} ${share(document.progress)}` : known.label;
  return chip(known.kind, known.glyph, label);
}

function facts(document, name) {
  return [
    document.file_name && document.file_name !== name && document.file_name,
    Number.isFinite(document.bytes) && bytes(document.bytes),
    document.counts?.pages > 1 && t('documents.pages', { n: count(document.counts.pages) }),
    document.version?.number > 1 && t('documents.version', { n: document.version.number }),
    document.updated_at && moment(document.updated_at),
  ].filter(Boolean).join(' · ');
}

/** Short name of the format, from the file name. */
function kind(document) {
  const end = /\.([a-z0-9]{1,4})$/i.exec(document.file_name ?? '');
  return end && end[1].toUpperCase();
}
