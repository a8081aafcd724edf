/**
 * The whole view layer: elements are made by name and text, never from markup.
 *
 * A function given as a child or as an attribute is *live*: it is asked again when the language changes, so a switch
 * needs no redraw and loses no input.
 */
const SVG = 'http://www.w3.org/2000/svg';
const LIVE = Symbol('live');
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'selected', 'open', 'multiple', 'required', 'inert', 'max']);

export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (typeof value === 'function') {
      (node[LIVE] ??= new Map()).set(name, value);
      assign(node, name, value());
    } else {
      assign(node, name, value);
    }
  }
  node.append(...nodes(children));
  return node;
}

/** Replaces everything inside a node. */
export function fill(node, ...children) {
  node.replaceChildren(...nodes(children));
  return node;
}

/** Asks every live text and attribute below a node again. */
export function relabel(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (typeof node[LIVE] === 'function') {
      node.data = node[LIVE]();
    } else {
      node[LIVE]?.forEach((value, name) => assign(node, name, value()));
    }
  }
}

/** An icon of the console; decoration, hidden from assistive technology. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of ICONS[name] ?? ICONS.page) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

function assign(node, name, value) {
  if (value === undefined || value === null || value === false) {
    node.removeAttribute(name);
    if (PROPERTIES.has(name) && value === false) node[name] = false;
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else {
    node.setAttribute(name, value === true ? '' : String(value));
  }
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false).map((child) => {
    if (child instanceof Node) return child;
    if (typeof child !== 'function') return document.createTextNode(String(child));
    const text = document.createTextNode(child());
    text[LIVE] = child;
    return text;
  });
}

const ICONS = {
  alert: ['M12 8.5v4.5', 'M12 16.5h.01', 'M10.4 4.2 2.9 17.3A1.8 1.8 0 0 0 4.5 20h15a1.8 1.8 0 0 0 1.6-2.7L13.6 4.2a1.85 1.85 0 0 0-3.2 0Z'],
  ask: ['M20 11.5a7.5 7.5 0 0 1-7.5 7.5c-1.2 0-2.4-.3-3.4-.8L4 19.5l1.3-4.6A7.5 7.5 0 1 1 20 11.5Z', 'M9.5 10h6', 'M9.5 13h3.5'],
  back: ['M19 12H5', 'M11 18l-6-6 6-6'],
  capability: ['M12 3.2 20 7.4 12 11.6 4 7.4Z', 'M4 12.1l8 4.2 8-4.2', 'M4 16.6l8 4.2 8-4.2'],
  check: ['M5 12.5 10 17.5 19.5 7'],
  clock: ['M12 7.5V12l3 2', 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z'],
  close: ['M6.5 6.5l11 11', 'M17.5 6.5l-11 11'],
  documents: ['M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10Z', 'M13.5 3.5v5h5', 'M9 13h6', 'M9 16.5h4'],
  globe: ['M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z', 'M3.5 12h17', 'M12 3.5c2.3 2.4 3.4 5.2 3.4 8.5s-1.1 6.1-3.4 8.5c-2.3-2.4-3.4-5.2-3.4-8.5s1.1-6.1 3.4-8.5Z'],
  info: ['M12 11v5.5', 'M12 7.8h.01', 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z'],
  leave: ['M10 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10', 'M15.5 16l4-4-4-4', 'M19.5 12h-10'],
  menu: ['M4 7h16', 'M4 12h16', 'M4 17h16'],
  note: ['M14.5 20H6.5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v9Z', 'M14.5 20v-5h5', 'M8.5 8.5h7', 'M8.5 12h5'],
  page: ['M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2Z', 'M4.5 9.5h15'],
  play: ['M8 5.5v13l10.5-6.5Z'],
  refresh: ['M19.5 12a7.5 7.5 0 0 1-13.2 4.9', 'M4.5 12a7.5 7.5 0 0 1 13.2-4.9', 'M18 3.5v4h-4', 'M6 20.5v-4h4'],
  search: ['M10.8 17.5a6.7 6.7 0 1 0 0-13.4 6.7 6.7 0 0 0 0 13.4Z', 'M20 20l-4.4-4.4'],
  send: ['M12 19V5.5', 'M6 11l6-6 6 6'],
  stop: ['M7 7h10v10H7Z'],
  trash: ['M4.5 7h15', 'M9.5 7V4.5h5V7', 'M6.5 7l.8 11.5a2 2 0 0 0 2 1.9h5.4a2 2 0 0 0 2-1.9L17.5 7', 'M10.3 11v5.5', 'M13.7 11v5.5'],
  upload: ['M12 15.5V4.5', 'M7.5 9 12 4.5 16.5 9', 'M4.5 15.5v2.5a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.5'],
  user: ['M12 11.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6Z', 'M4.8 20c.7-3.5 3.6-5.5 7.2-5.5s6.5 2 7.2 5.5'],
};
