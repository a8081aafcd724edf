/** Addresses of the console: `#/documents?state=failed` is path `documents` with one query value. */
export function here() {
  const raw = location.hash.replace(/^#\/?/, '');
  const [path, query = ''] = raw.split('?');
  return { path: decode(path), query: Object.fromEntries(new URLSearchParams(query)) };
}

export function navigate(path, query = {}) {
  const text = new URLSearchParams(query).toString();
  location.hash = `#/${path}${text ? `?${text}` : ''}`;
}

/** Changes the address without a new step in the history and without drawing again. */
export function rewrite(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const text = new URLSearchParams(kept).toString();
  history.replaceState(null, '', `#/${path}${text ? `?${text}` : ''}`);
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch (malformed) {
    return path;
  }
}
