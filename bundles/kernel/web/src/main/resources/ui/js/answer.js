/** How an answer of the search is shown: sentences with chips, its sources, and honestly what is not known. */
import { h, icon } from './h.js';
import { count, t, tx } from './i18n.js';
import { notice } from './parts.js';
import { openPanel } from './panel.js';

const LEGS = {
  vector: tx('leg.vector'),
  lexical: tx('leg.lexical'),
  graph: tx('leg.graph'),
  rerank: tx('leg.rerank'),
};

export function answerView(result) {
  const citations = new Map((result.citations ?? []).map((citation) => [citation.id, citation]));
  const abstained = result.answer?.kind === 'abstained';
  return [
    result.degraded?.length > 0 && notice('warning', () => t('answer.degraded', { legs: result.degraded.map((leg) => LEGS[leg]?.() ?? leg).join(t('list.comma')) })),
    abstained ? nothing(result) : sentences(result, citations),
    conflicts(result, citations),
    citations.size > 0 && sources(tx('answer.sources'), [...citations.values()].map((citation) => card(citation, `[${citation.id}]`))),
    result.related?.length > 0 && sources(tx('answer.related'), result.related.map((hit) => card(fromHit(hit)))),
  ];
}

function sentences(result, citations) {
  const list = result.sentences?.length ? result.sentences : [{ text: result.answer?.text ?? '', citations: [] }];
  return h('div', { class: 'answer-text', lang: result.answer?.language }, list.map((sentence) => h('p', null,
    h('span', { class: sentence.support?.status === 'unsupported' ? 'unsupported' : '' }, sentence.text),
    (sentence.citations ?? []).map((id) => citations.has(id) && reference(citations.get(id))),
    sentence.support?.status === 'unsupported' && h('span', { class: 'chip warning' }, tx('answer.unsupported')))));
}

/** The chip [1] behind a sentence. */
function reference(citation) {
  return h('button', {
    type: 'button', class: 'cite', 'data-citation': citation.id, disabled: !readable(citation),
    'aria-label': () => t('answer.cite', { n: citation.id, title: citation.title ?? '' }), title: citation.title, onclick: () => show(citation),
  }, `[${citation.id}]`);
}

function nothing(result) {
  return notice('info', tx('answer.abstained'), result.answer?.text && h('p', { lang: result.answer.language }, result.answer.text));
}

function conflicts(result, citations) {
  if (!result.conflicts?.length) return null;
  return notice('warning', tx('answer.conflicts'), h('ul', null, result.conflicts.map((conflict) => h('li', null,
    conflict.subject, ': ', conflict.values.map((value, i) => [i > 0 && ' / ', h('strong', null, value.value), ' ', value.citations.map((id) => citations.has(id) && reference(citations.get(id)))])))));
}

function sources(title, cards) {
  return h('section', { class: 'sources' }, h('h3', null, title), h('ol', null, cards.map((one) => h('li', null, one))));
}

function card(citation, number) {
  const status = citation.status === 'outdated' ? tx('answer.outdated') : citation.status === 'source_deleted' ? tx('answer.deleted') : null;
  if (!readable(citation)) {
    return h('div', { class: 'source-card gone' }, h('span', { class: 'source-number' }, number), status ?? tx('answer.forbidden'));
  }
  return h('button', { type: 'button', class: 'source-card', onclick: () => show(citation), 'aria-label': number && (() => t('answer.cite', { n: citation.id, title: citation.title ?? '' })) },
    h('span', { class: 'source-top' }, number ? h('span', { class: 'source-number' }, number) : icon('documents'), h('span', { class: 'source-title' }, citation.title ?? citation.document_id),
      status && h('span', { class: 'chip warning' }, status)),
    h('span', { class: 'source-quote' }, citation.quote),
    h('span', { class: 'source-place' }, () => place(citation)));
}

/** Page, heading and position in words. */
function place(citation) {
  return [
    citation.page && t('source.pageNumber', { n: count(citation.page) }),
    citation.locator,
    citation.heading_path?.length && citation.heading_path.join(' › '),
    t('source.characters', { from: count(citation.start), to: count(citation.end) }),
  ].filter(Boolean).join(' · ');
}

function fromHit(hit) {
  const document = hit.document ?? {};
  return {
    ...hit, title: hit.title ?? document.title, document_id: hit.document_id ?? document.id, version: hit.version ?? document.version,
    quote: hit.quote ?? hit.text, status: hit.status ?? 'ok',
  };
}

const readable = (citation) => citation.status === undefined || citation.status === 'ok' || citation.status === 'outdated';

function show(citation) {
  openPanel({ id: citation.document_id, version: citation.version, start: citation.start, end: citation.end, title: citation.title ?? citation.document_id });
}
