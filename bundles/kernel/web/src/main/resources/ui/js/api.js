/** Calls to the server: JSON in, JSON out, and one kind of failure. */
import { language, t } from './i18n.js';
import { session, SignedOut } from './session.js';

/** A "no" of the server (RFC 9457), or of the network. */
export class Failure extends Error {
  constructor(status, problem = {}, retryAfter = 0) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
    this.title = problem.title ?? t(status ? 'failure.status' : 'failure.offline', { status });
    this.detail = problem.detail && problem.detail !== problem.title ? problem.detail : '';
    this.code = problem.code ?? '';
    this.requestId = problem.request_id ?? '';
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** What the history of the server calls this way of asking. */
const CLIENT = 'console';

export const api = {
  get: (path, options) => send('GET', path, options),
  post: (path, body, options) => send('POST', path, { body, ...options }),
  patch: (path, body, options) => send('PATCH', path, { body, ...options }),
  put: (path, body, options) => send('PUT', path, { body, ...options }),
  delete: (path, options) => send('DELETE', path, options),
  upload,
};

/** A new key for `Idempotency-Key`; also works where randomUUID does not exist (plain http on a network). */
export function key() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function failureOf(response) {
  const problem = await response.json().catch(() => ({}));
  return new Failure(response.status, problem, Number(response.headers.get('Retry-After')) || 0);
}

/**
 * @param options `query` (object), `body` (becomes JSON), `headers`, `signal`; a POST carries its own Idempotency-Key, so
 *   that repeating it is safe
 */
async function send(method, path, { query, body, headers = {}, signal } = {}) {
  const all = { Accept: 'application/json', 'Accept-Language': language.tag, 'X-Client': CLIENT, ...headers };
  if (body !== undefined) all['Content-Type'] ??= method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  if (method === 'POST') all['Idempotency-Key'] ??= key();
  const url = withQuery(path, query);
  for (let attempt = 1; ; attempt++) {
    const response = await reach((bearer) =>
      fetch(url, { method, signal, headers: { ...all, Authorization: bearer }, body: body === undefined ? undefined : JSON.stringify(body) }));
    if (response.ok) return response.status === 204 ? null : read(response);
    const failure = await failureOf(response);
    // a capability that is being replaced is back in a moment
    if (failure.status !== 503 || !failure.retryAfter || failure.retryAfter > 5 || attempt > 3) throw failure;
    await pause(failure.retryAfter * 1000);
  }
}

async function read(response) {
  const type = response.headers.get('Content-Type') ?? '';
  return type.includes('json') ? response.json() : response.text();
}

async function reach(use) {
  try {
    return await session.authorised(use);
  } catch (failure) {
    if (failure instanceof SignedOut || failure.name === 'AbortError') throw failure;
    throw new Failure(0);
  }
}

/** Sends a file as multipart; `onprogress` hears the share that has left this machine. */
async function upload(path, file, { fields = {}, onprogress, signal } = {}) {
  const once = key();
  const response = await reach((bearer) => new Promise((resolve, reject) => {
    const form = new FormData();
    Object.entries(fields).forEach(([name, value]) => form.append(name, new Blob([JSON.stringify(value)], { type: 'application/json' })));
    form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Authorization', bearer);
    request.setRequestHeader('Accept-Language', language.tag);
    request.setRequestHeader('X-Client', CLIENT);
    request.setRequestHeader('Idempotency-Key', once);
    request.upload.addEventListener('progress', (event) => event.lengthComputable && onprogress?.(event.loaded / event.total));
    request.addEventListener('load', () => resolve(asResponse(request)));
    request.addEventListener('error', () => reject(new TypeError('network')));
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  }));
  if (!response.ok) throw await failureOf(response);
  return response.json();
}

function asResponse(request) {
  const headers = { 'Retry-After': request.getResponseHeader('Retry-After') ?? '' };
  return new Response(request.responseText, { status: request.status, headers });
}

function withQuery(path, query) {
  const kept = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return kept.length ? `${path}?${new URLSearchParams(kept)}` : path;
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
