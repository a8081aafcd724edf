/** A document's text with the cited place marked. Offsets are Unicode code points into the canonical text. */
import { api } from './api.js';
import { fill, h } from './h.js';
import { count, t, tx } from './i18n.js';
import { button, failure, loading } from './parts.js';

/** How much text is drawn around the quote at first, and with each "more". */
const AROUND = 6_000;
const MORE = 30_000;

/**
 * Draws the source into a node.
 *
 * @param place `{id, version, start, end}`; without start the text is shown from its beginning
 */
export async function showSource(root, place) {
  fill(root, loading(8));
  try {
    const [document, text] = await Promise.all([
      api.get(`/api/ingest/documents/${encodeURIComponent(place.id)}`),
      api.get(`/api/ingest/documents/${encodeURIComponent(place.id)}/text`, { query: { version: place.version } }),
    ]);
    draw(root, document, text, place);
    return document;
  } catch (problem) {
    fill(root, failure(problem, () => showSource(root, place)));
    return null;
  }
}

function draw(root, document, source, place) {
  const cited = Number.isInteger(place.start);
  const offsets = new Offsets(source.text);
  const quote = cited ? [offsets.unit(place.start), offsets.unit(place.end)] : [0, 0];
  const window = [whole(source.text, quote[0] - AROUND), whole(source.text, quote[1] + (cited ? AROUND : MORE))];
  const pages = new Map((source.pages ?? []).map((page) => [offsets.unit(page.start), page.number]));
  const body = h('div', { class: 'source-text', tabindex: '0', role: 'region', 'aria-label': tx('source.text') });
  const redraw = () => fill(body,
    window[0] > 0 && more(() => (window[0] = whole(source.text, window[0] - MORE)), tx('source.before')),
    pieces(source.text, window, quote, pages),
    window[1] < source.text.length && more(() => (window[1] = whole(source.text, window[1] + MORE)), tx('source.after')));
  const more = (grow, label) => button(label, { kind: 'plain small', onclick: () => { grow(); redraw(); } });
  redraw();
  fill(root, facts(document, source, place, cited), body);
  const mark = body.querySelector('mark');
  if (mark) requestAnimationFrame(() => mark.scrollIntoView({ block: 'center' }));
}

function facts(document, source, place, cited) {
  const page = cited && pageOf(source, place.start);
  return h('dl', { class: 'facts' },
    fact(tx('source.file'), document.file_name ?? document.title),
    page && fact(tx('source.page'), () => t('source.pageNumber', { n: count(page) })),
    cited && fact(tx('source.position'), () => `${count(place.start)}–${count(place.end)}`),
    fact(tx('source.version'), `v${source.version}`));
}

const fact = (name, value) => h('div', null, h('dt', null, name), h('dd', null, value));

/** The page of a place, unless the text has only one. */
export function pageOf(source, start) {
  const pages = source.pages ?? [];
  return pages.length > 1 ? pages.find((page) => start >= page.start && start < page.end)?.number : undefined;
}

/** Text between page heads, with the quote marked also when a page ends inside it. */
function pieces(text, [from, to], [start, end], pages) {
  const heads = pages.size > 1 ? [...pages.keys()].filter((at) => at >= from && at < to) : [];
  const cuts = [...new Set([from, to, ...heads, ...(end > start ? [start, end] : [])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((at, i) => {
    const part = text.slice(at, cuts[i + 1]);
    const head = heads.includes(at) && h('div', { class: 'page-break' }, () => t('source.pageNumber', { n: count(pages.get(at)) }));
    return [head, at >= start && at < end ? h('mark', null, part) : part];
  });
}

/** A cut that lies in the text and does not part a surrogate pair. */
function whole(text, at) {
  const cut = Math.min(Math.max(0, at), text.length);
  const code = text.charCodeAt(cut);
  return code >= 0xdc00 && code < 0xe000 ? cut + 1 : cut;
}

/** Code points to UTF-16 units; texts without surrogate pairs need no counting. */
class Offsets {
  constructor(text) {
    this.text = text;
    this.plain = !/[\ud800-\udbff]/.test(text);
  }

  unit(point) {
    if (this.plain) return Math.min(point, this.text.length);
    let unit = 0;
    for (let left = point; left > 0 && unit < this.text.length; left--) {
      const code = this.text.charCodeAt(unit);
      unit += code >= 0xd800 && code < 0xdc00 && unit + 1 < this.text.length ? 2 : 1;
    }
    return unit;
  }
}
