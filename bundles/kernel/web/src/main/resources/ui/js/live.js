/** The one live connection of a tab: server-sent events read with fetch, because EventSource cannot send a token. */
import { pause } from './api.js';
import { language } from './i18n.js';
import { session, SignedOut } from './session.js';

const listeners = new Map();
let running = null;
let connected = false;

export const live = {
  /** Calls back with the data of each event of a topic; returns how to stop. The topic `live` tells of (re)connections. */
  on(topic, listener) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
    return () => listeners.get(topic).delete(listener);
  },

  get connected() {
    return connected;
  },

  start(topics) {
    this.stop();
    running = new AbortController();
    follow(`/api/kernel/events/stream?topics=${topics.join(',')}`, running.signal);
  },

  stop() {
    running?.abort();
    running = null;
  },
};

async function follow(url, signal) {
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 15_000)) {
    try {
      const response = await session.authorised((bearer) =>
        fetch(url, { signal, headers: { Accept: 'text/event-stream', Authorization: bearer, 'Accept-Language': language.tag } }));
      if (response.ok) {
        wait = 250;
        tell('live', { connected: true });
        await parse(response.body, signal);
      }
    } catch (failure) {
      if (signal.aborted || failure instanceof SignedOut) return;
    }
    if (signal.aborted) return;
    tell('live', { connected: false });
    await pause(wait);
  }
}

async function parse(body, signal) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done || signal.aborted) return;
    pending = (pending + value).replace(/\r\n?/g, '\n');
    const blocks = pending.split('\n\n');
    pending = blocks.pop();
    blocks.forEach(dispatch);
  }
}

function dispatch(block) {
  let topic = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) topic = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  if (!data.length) return;
  try {
    tell(topic, JSON.parse(data.join('\n')));
  } catch (notJson) {
    // a line that is not ours to read changes nothing
  }
}

function tell(topic, data) {
  if (topic === 'live') connected = data.connected;
  listeners.get(topic)?.forEach((listener) => listener(data));
}
