/** A document on its own page, opened at a quote: `#/doc/<id>?v=&s=&e=`. */
import { fill, h, icon } from '../h.js';
import { tx } from '../i18n.js';
import { showSource } from '../source.js';

export function source(root, { path, query }) {
  const title = h('h1', { class: 'wrap' }, tx('source.title'));
  const body = h('div', { class: 'source-page' });
  fill(root,
    h('a', { class: 'back', href: '#/documents' }, icon('back'), h('span', null, tx('nav.documents'))),
    h('header', { class: 'page-head' }, title), body);
  const start = number(query.s);
  showSource(body, { id: path, version: number(query.v), start, end: number(query.e) ?? start }).then((document) => {
    if (document) fill(title, document.title);
  });
}

const number = (text) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined);
