/** Files on their way to the server, two at a time. They go on while other pages are open. */
import { api } from './api.js';
import { fill, h } from './h.js';
import { share, t, tx } from './i18n.js';
import { iconButton } from './parts.js';

const AT_ONCE = 2;
const items = [];
let place = null;
let arrived = () => {};

export const uploads = {
  /** Shows the uploads in a node and tells of each document that arrived; returns how to stop. */
  watch(node, listener) {
    place = node;
    arrived = listener;
    draw();
    return () => {
      place = null;
      arrived = () => {};
    };
  },

  add(files) {
    files.forEach((file) => items.push({ file, share: 0, state: 'waiting', abort: new AbortController() }));
    draw();
    next();
  },
};

function next() {
  const running = items.filter((item) => item.state === 'sending').length;
  items.filter((item) => item.state === 'waiting').slice(0, AT_ONCE - running).forEach(send);
}

async function send(item) {
  item.state = 'sending';
  draw();
  try {
    const document = await api.upload('/api/ingest/documents', item.file, { signal: item.abort.signal, onprogress: (value) => progress(item, value) });
    drop(item);
    arrived(document);
  } catch (problem) {
    if (problem.name === 'AbortError') {
      drop(item);
    } else {
      item.state = 'failed';
      item.problem = problem;
    }
  }
  draw();
  next();
}

function progress(item, value) {
  item.share = value;
  if (item.bar) item.bar.value = value;
  if (item.text) fill(item.text, () => t('documents.sending', { share: share(value) }));
}

function drop(item) {
  item.abort.abort();
  const at = items.indexOf(item);
  if (at >= 0) items.splice(at, 1);
  draw();
}

function draw() {
  if (place) fill(place, items.map(row));
}

function row(item) {
  item.bar = h('progress', { max: 1, value: item.share, 'aria-label': item.file.name });
  item.text = h('span', { class: 'quiet small' }, item.state === 'waiting' ? tx('documents.waiting') : () => t('documents.sending', { share: share(item.share) }));
  return h('div', { class: `upload ${item.state}` },
    h('div', { class: 'upload-main' }, h('p', { class: 'wrap' }, item.file.name), item.state === 'failed' ? reason(item.problem) : [item.bar, item.text]),
    iconButton('close', () => t(item.state === 'failed' ? 'action.close' : 'documents.cancel'), { onclick: () => drop(item) }));
}

function reason(problem) {
  return h('p', { class: 'document-failure', role: 'alert' }, [problem.title, problem.detail].filter(Boolean).join(' · '),
    problem.requestId && h('span', { class: 'quiet' }, ' ', t('failure.request'), ' ', problem.requestId));
}
