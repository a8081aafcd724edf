/** The frame around every page: menu, head, live connection, source panel. */
import { api, key } from './api.js';
import { fill, h, icon, relabel } from './h.js';
import { language, pick, t, tx } from './i18n.js';
import { live } from './live.js';
import { iconButton } from './parts.js';
import { closePanel, panel } from './panel.js';
import { contributed } from './contributed.js';
import { here, navigate } from './router.js';
import { session } from './session.js';
import { languageSwitch } from './signin.js';
import { ask, forgetAnswers } from './pages/ask.js';
import { capabilities } from './pages/capabilities.js';
import { documents } from './pages/documents.js';
import { jobs } from './pages/jobs.js';
import { source } from './pages/source.js';

const BUILT_IN = [
  { path: '', label: tx('nav.ask'), icon: 'ask', permission: 'rag:read', order: 0, section: 'home', render: ask },
  { path: 'documents', label: tx('nav.documents'), icon: 'documents', permission: 'rag:read', order: 100, section: 'knowledge', render: documents },
  { path: 'doc', label: tx('nav.source'), hidden: true, under: 'documents', permission: 'rag:read', render: source },
  { path: 'capabilities', label: tx('nav.capabilities'), icon: 'capability', permission: 'system:monitor', order: 100, section: 'operations', render: capabilities },
  { path: 'jobs', label: tx('nav.jobs'), icon: 'clock', permission: '', order: 110, section: 'operations', render: jobs },
];
const SECTIONS = {
  home: null,
  knowledge: tx('section.knowledge'),
  erp: tx('section.erp'),
  chat: tx('section.chat'),
  agent: tx('section.agent'),
  content: tx('section.content'),
  learning: tx('section.learning'),
  trading: tx('section.trading'),
  trends: tx('section.trends'),
  resources: tx('section.resources'),
  administration: tx('section.administration'),
  operations: tx('section.operations'),
};

let root = null;
let pages = [];
let leave = null;
let stops = [];
let drawn = null;

export async function openShell(node) {
  closeShell();
  root = node;
  fill(root,
    h('a', { class: 'skip', href: '#main', onclick: toMain }, tx('shell.skip')),
    h('header', { class: 'topbar' }, iconButton('menu', tx('shell.menu'), { class: 'button bare menu-button', 'aria-controls': 'menu', 'aria-expanded': 'false', onclick: toggleMenu }), brand()),
    h('div', { class: 'frame' },
      h('aside', { class: 'side' }, brand(), h('nav', { id: 'menu', 'aria-label': tx('shell.menu') }), h('div', { class: 'side-foot' }, languageSwitch(), person())),
      h('main', { id: 'main', class: 'main', tabindex: '-1' }),
      panel()),
    h('div', { id: 'toasts', class: 'toasts', role: 'status', 'aria-live': 'polite' }));
  listen();
  live.start(['pages', 'capabilities', 'deployments']);
  drawMenu();
  draw();
  await load();
}

export function closeShell() {
  stops.forEach((stop) => stop());
  stops = [];
  live.stop();
  leave?.();
  leave = null;
  drawn = null;
  pages = [];
  forgetAnswers();
  contributed.forget();
  closePanel();
}

function listen() {
  const route = () => draw();
  const escape = (event) => event.key === 'Escape' && root.classList.remove('menu-open');
  addEventListener('hashchange', route);
  addEventListener('keydown', escape);
  stops = [
    () => removeEventListener('hashchange', route),
    () => removeEventListener('keydown', escape),
    live.on('pages', () => load()),
    // what happened while we were not listening is unknown, so ask
    live.on('live', ({ connected }) => connected && load()),
    language.onchange(() => setTitle()),
  ];
}

/** Asks which pages there are now; an open page of a capability that went or came hears of it. */
async function load() {
  try {
    const answer = await api.get('/api/kernel/pages');
    pages = answer.items.map((page) => ({ ...page, url: page.script, path: page.path.replace(/^\//, ''), label: () => pick({ zh: page.title_zh, en: page.title_en }) }));
  } catch (problem) {
    // the menu keeps what it had; the next connection asks again
    return;
  }
  drawMenu();
  if (!drawn || drawn.contributed || !drawn.known) draw();
}

function menu() {
  return [...BUILT_IN, ...pages].filter((page) => !page.hidden && session.permits(page.permission));
}

function drawMenu() {
  const place = document.getElementById('menu');
  if (!place) return;
  const names = [...new Set([...Object.keys(SECTIONS), ...pages.map((page) => page.section)])];
  fill(place, names.map((name) => {
    const inside = menu().filter((page) => page.section === name).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const title = name in SECTIONS ? SECTIONS[name] : name;
    return inside.length > 0 && h('div', { class: 'menu-section' }, title && h('h2', null, title), h('ul', null, inside.map(entry)));
  }));
  markMenu();
}

function entry(page) {
  return h('li', null, h('a', { href: `#/${page.path}`, 'data-path': page.path, onclick: () => root.classList.remove('menu-open') }, icon(page.icon), h('span', null, page.label)));
}

function markMenu() {
  const path = drawn?.page?.under ?? drawn?.page?.path;
  document.querySelectorAll('#menu a').forEach((link) => {
    if (link.dataset.path === path) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
}

function find(path) {
  const all = [...BUILT_IN, ...pages].filter((page) => path === page.path || (page.path && path.startsWith(`${page.path}/`)));
  return all.sort((a, b) => b.path.length - a.path.length).find((page) => session.permits(page.permission));
}

function draw() {
  const { path, query } = here();
  const page = find(path === 'ask' ? '' : path);
  const same = drawn && drawn.path === path && drawn.contributed;
  if (same && (!page || page.url)) {
    contributed.changed(page);
    return;
  }
  leave?.();
  closePanel();
  const main = document.getElementById('main');
  const place = fill(h('div', { class: 'page' }));
  fill(main, place);
  drawn = { path, page, contributed: Boolean(page?.url), known: Boolean(page) };
  const context = { api, h, t, language, navigate, key, permissions: { has: (asked) => session.permits(asked) }, path: path.slice((page?.path ?? '').length).replace(/^\//, ''), query, user: session.me };
  leave = page?.url ? contributed.open(place, page, context) : page ? page.render(place, context) : notHere(place);
  relabel(place);
  markMenu();
  setTitle();
  main.scrollTop = 0;
  if (document.activeElement === document.body || document.activeElement?.closest('#menu')) main.focus({ preventScroll: true });
}

function notHere(place) {
  fill(place, h('div', { class: 'empty' }, h('h1', null, tx('shell.missing')), h('p', null, tx('shell.missingText'))));
  return null;
}

function setTitle() {
  const label = drawn?.page?.label?.();
  document.title = label ? `${label} · AI Stack` : 'AI Stack';
}

function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function toggleMenu(event) {
  const open = root.classList.toggle('menu-open');
  event.currentTarget.setAttribute('aria-expanded', String(open));
  if (open) document.querySelector('#menu a')?.focus();
}

function brand() {
  return h('a', { class: 'brand', href: '#/' }, h('span', { class: 'brand-mark' }, icon('capability')), h('span', null, 'AI Stack'));
}

function person() {
  const name = session.me.display_name || session.me.username;
  return h('div', { class: 'person' }, h('span', { class: 'avatar', 'aria-hidden': 'true' }, [...name][0]),
    h('span', { class: 'person-name' }, name), iconButton('leave', tx('shell.signOut'), { onclick: () => session.signOut(), 'data-action': 'sign-out' }));
}
