/**
 * Pages that capabilities bring along. When the capability stops, its open page stays where it is, asleep, with
 * everything that was typed; when it starts again the page wakes, and a changed script can be loaded on wish.
 */
import { fill, h } from './h.js';
import { tx } from './i18n.js';
import { button, empty, failure, loading, notice } from './parts.js';

/** Browsers remember a module by its address for ever; a number makes the address of a replaced one new. */
let round = 0;
let current = null;

export const contributed = {
  open(root, page, context) {
    const opened = { root, url: page.url, context, place: h('div'), bar: h('div', { class: 'page-bar', 'aria-live': 'polite' }), cleanup: null, gone: false };
    current = opened;
    fill(root, opened.bar, opened.place);
    run(opened);
    return () => {
      opened.cleanup?.();
      if (current === opened) current = null;
    };
  },

  /** The registered page is now this one, or none. */
  changed(page) {
    if (!current) return;
    current.place.inert = !page;
    if (!page) {
      current.gone = true;
      fill(current.bar, notice('warning', tx('page.stopped'), h('p', null, tx('page.kept'))));
    } else if (current.gone || page.url !== current.url) {
      const opened = current;
      opened.url = page.url;
      opened.gone = false;
      round += 1;
      const reload = button(tx('page.reload'), { glyph: 'refresh', onclick: () => run(opened) });
      fill(opened.bar, opened.failed ? null : notice('info', tx('page.back'), reload));
      if (opened.failed) run(opened);
    }
  },

  forget() {
    current = null;
  },
};

async function run(opened) {
  opened.cleanup?.();
  opened.cleanup = null;
  opened.failed = false;
  fill(opened.bar);
  fill(opened.place, loading());
  try {
    const module = await import(round ? `${opened.url}?r=${round}` : opened.url);
    fill(opened.place);
    if (typeof module.default !== 'function') {
      fill(opened.place, empty('page', tx('page.broken'), opened.url));
      return;
    }
    const result = await module.default(opened.place, opened.context);
    opened.cleanup = typeof result === 'function' ? result : null;
  } catch (problem) {
    opened.failed = true;
    fill(opened.place, failure(problem.title ? problem : { title: tx('page.broken'), detail: problem.message }, () => {
      round += 1;
      run(opened);
    }));
  }
}
