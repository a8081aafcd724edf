/** Ask a question; every sentence of the answer can be followed to its source. */
import { api } from '../api.js';
import { fill, h, icon } from '../h.js';
import { tx } from '../i18n.js';
import { failure, onsend } from '../parts.js';
import { answerView } from '../answer.js';

const LIMIT = 4000;
/** Questions and answers of this tab, kept while other pages are open. */
let turns = [];

export function forgetAnswers() {
  turns = [];
}

export function ask(root) {
  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': tx('ask.log') });
  const input = h('textarea', { id: 'question', rows: '1', maxlength: LIMIT, placeholder: tx('ask.placeholder'), 'aria-label': tx('ask.question') });
  const send = h('button', { type: 'submit', class: 'send', disabled: true, 'aria-label': tx('ask.send'), title: tx('ask.send') }, icon('send'));
  const form = h('form', { class: 'ask-form', onsubmit: submit },
    h('div', { class: 'ask-box' }, input, send), h('p', { class: 'hint' }, tx('ask.hint')));
  const welcome = h('div', { class: 'ask-welcome' }, h('h1', null, tx('ask.title')), h('p', null, tx('ask.purpose')));
  const place = fill(h('div', { class: 'ask' }), welcome, log, form);
  fill(root, place);
  fill(log, turns);
  place.classList.toggle('talking', turns.length > 0);

  input.addEventListener('input', fit);
  onsend(input, () => form.requestSubmit());
  input.focus({ preventScroll: true });
  if (turns.length) scroll(turns.at(-1));

  function fit() {
    send.disabled = !input.value.trim();
    input.rows = Math.min(8, input.value.split('\n').length);
  }

  async function submit(event) {
    event.preventDefault();
    const query = input.value.trim();
    if (!query) return;
    input.value = '';
    fit();
    const body = h('div', { class: 'turn-answer' });
    const turn = h('article', { class: 'turn' }, h('h2', { class: 'turn-question wrap' }, query), body);
    turns.push(turn);
    log.append(turn);
    place.classList.add('talking');
    scroll(turn);
    await answer(query, body);
    scroll(turn);
  }

  async function answer(query, body) {
    fill(body, h('p', { class: 'thinking', role: 'status' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), h('span', null, tx('ask.thinking'))));
    try {
      const result = await api.post('/api/search/answer', { query });
      fill(body, answerView(result));
    } catch (problem) {
      fill(body, failure(problem, () => answer(query, body)));
    }
  }
}

function scroll(turn) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  turn.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
