/** Two languages with equal keys; the switch needs no reload. The choice is a preference and survives the tab. */
import { relabel } from './h.js';
import en from './en.js';
import zh from './zh.js';

const DICTIONARIES = { zh, en };
const TAGS = { zh: 'zh-CN', en: 'en' };
const PREFERENCE = 'aistack.language';
const listeners = new Set();
let current = DICTIONARIES[localStorage.getItem(PREFERENCE)] ? localStorage.getItem(PREFERENCE) : 'zh';

export const language = {
  get code() {
    return current;
  },
  /** BCP 47 tag, for Accept-Language and the formats of Intl. */
  get tag() {
    return TAGS[current];
  },
  set(code) {
    if (!DICTIONARIES[code]) return;
    localStorage.setItem(PREFERENCE, code);
    turn(code);
  },
  /** What the person's account prefers, unless this browser was told otherwise. */
  suggest(tag) {
    const code = tag?.split('-')[0];
    if (!localStorage.getItem(PREFERENCE) && DICTIONARIES[code]) turn(code);
  },
  /** Calls back after each switch; returns how to stop. */
  onchange(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The text of a key, with `{name}` filled in. */
export function t(key, values = {}) {
  const text = DICTIONARIES[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** The same as a live text for `h`. */
export const tx = (key, values) => () => t(key, values);

/** The language that fits of a pair such as `{zh, en}`. */
export const pick = (pair) => pair?.[current] ?? pair?.zh ?? '';

export function count(value) {
  return new Intl.NumberFormat(language.tag).format(value);
}

export function bytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(1024)));
  const format = { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0 };
  return new Intl.NumberFormat(language.tag, format).format(value / 1024 ** step);
}

/** Day and time in the zone of the person's machine. */
export function moment(instant) {
  return new Intl.DateTimeFormat(language.tag, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

export function share(value) {
  return new Intl.NumberFormat(language.tag, { style: 'percent' }).format(value);
}

function turn(code) {
  current = code;
  apply();
  listeners.forEach((listener) => listener(code));
}

function apply() {
  document.documentElement.lang = TAGS[current];
  relabel(document.documentElement);
}

apply();
