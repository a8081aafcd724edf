/**
 * Who is signed in. The access token lives in this module's memory alone; the refresh token is a cookie no script can
 * read. All tabs share one refresh: it runs under a lock, and the others hear of the new token.
 */
import { language } from './i18n.js';

const CONSOLE = { 'X-Requested-With': 'aistack-console' };
/** Says only that asking for a session is worth a request; not a credential. */
const RETURNING = 'aistack.returning';
const channel = 'BroadcastChannel' in self ? new BroadcastChannel('aistack-session') : null;

let token = null;
let expires = 0;
let me = null;
let again = null;
let onexpired = async () => false;
let onended = () => {};

export class SignedOut extends Error {}

export const session = {
  get me() {
    return me;
  },

  /** Sets what to do when the session ran out (resolves true after a new sign-in) and when it ended. */
  handlers(handlers) {
    onexpired = handlers.expired;
    onended = handlers.ended;
  },

  /** Tries to go on with an earlier session; false when there is none. */
  async resume() {
    if (!localStorage.getItem(RETURNING)) return false;
    try {
      await refresh();
      await this.identify();
      return true;
    } catch (failure) {
      if (failure instanceof SignedOut) return false;
      throw failure;
    }
  },

  /** @returns `{ok}` or `{error, retryAfter}`; `mustChange` when the password has to be changed first. */
  async signIn(username, password) {
    const body = new URLSearchParams({ grant_type: 'password', username, password, client_id: 'console' });
    const response = await fetch('/auth/token', { method: 'POST', headers: headers(), body });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      return { ok: false, error: answer.error ?? 'server_error', retryAfter: Number(response.headers.get('Retry-After')) || 0 };
    }
    accept(answer);
    localStorage.setItem(RETURNING, '1');
    return { ok: true, mustChange: answer.must_change_password === true };
  },

  async identify() {
    const response = await authorised((bearer) => fetch('/auth/me', { headers: { ...headers(), Authorization: bearer } }));
    if (!response.ok) throw new SignedOut();
    me = await response.json();
    language.suggest(me.locale);
    channel?.postMessage({ kind: 'token', token, expires, user: me.id });
    return me;
  },

  async signOut() {
    const bearer = `Bearer ${token}`;
    forget();
    channel?.postMessage({ kind: 'end' });
    await fetch('/auth/logout', { method: 'POST', headers: { ...headers(), Authorization: bearer } }).catch(() => {});
    onended();
  },

  /** May the person do this? Permissions are wildcards: `rag:read` includes `rag:read:search`. */
  permits(asked) {
    return !asked || (me?.permissions ?? []).some((granted) => implies(granted, asked));
  },

  authorised,
};

/** Calls with a good token; asks for a new one, or for a new sign-in, when the server says 401. */
async function authorised(use) {
  const first = token && Date.now() < expires ? token : await fresh(token);
  const response = await use(`Bearer ${first}`);
  return response.status === 401 ? use(`Bearer ${await fresh(first)}`) : response;
}

async function fresh(stale) {
  // somebody is signing in again already: that token is good for all
  if (again && (await again)) return token;
  try {
    return await refresh(stale);
  } catch (failure) {
    if (!(failure instanceof SignedOut) || !me) throw failure;
    again ??= onexpired().finally(() => (again = null));
    if (await again) return token;
    throw failure;
  }
}

function refresh(stale = token) {
  return locked(async () => {
    if (token && token !== stale) return token;
    const response = await fetch('/auth/refresh', { method: 'POST', headers: headers(), credentials: 'same-origin' });
    if (response.status === 400 || response.status === 401 || response.status === 403) {
      token = null;
      localStorage.removeItem(RETURNING);
      throw new SignedOut();
    }
    if (!response.ok) throw new Error(`refresh ${response.status}`);
    accept(await response.json());
    channel?.postMessage({ kind: 'token', token, expires, user: me?.id });
    return token;
  });
}

/** Web Locks exist on trustworthy origins only; elsewhere each tab is on its own. */
function locked(work) {
  return navigator.locks ? navigator.locks.request('aistack-refresh', work) : work();
}

function accept(answer) {
  token = answer.access_token;
  expires = Date.now() + (answer.expires_in - 30) * 1000;
}

function forget() {
  token = null;
  me = null;
  expires = 0;
  localStorage.removeItem(RETURNING);
}

function headers() {
  return { ...CONSOLE, 'Accept-Language': language.tag };
}

function implies(granted, asked) {
  const have = granted.split(':');
  const want = asked.split(':');
  const fits = (part, word) => part === '*' || part.split(',').includes(word);
  return want.every((word, i) => i >= have.length || fits(have[i], word)) && have.slice(want.length).every((part) => part === '*');
}

channel?.addEventListener('message', ({ data }) => {
  if (data.kind === 'end' && me) {
    forget();
    onended();
  } else if (data.kind === 'token' && me) {
    if (data.user && data.user !== me.id) location.reload();
    token = data.token;
    expires = data.expires;
  }
});
