/** The documents: what there is, what is on its way, and how to bring more. */
import { api, pause } from '../api.js';
import { fill, h, icon } from '../h.js';
import { tx } from '../i18n.js';
import { button, confirm, empty, failed, failure, loading, toast, typed } from '../parts.js';
import { live } from '../live.js';
import { rewrite } from '../router.js';
import { session } from '../session.js';
import { documentRow, STATES } from '../document-row.js';
import { uploads } from '../uploads.js';

const DOCUMENTS = '/api/ingest/documents';
const MOVING = new Set(['processing', 'deleting']);

export function documents(root, { query }) {
  const page = new DocumentsPage(root, query);
  page.load();
  page.watch();
  return () => page.close();
}

class DocumentsPage {
  constructor(root, query) {
    this.rows = new Map();
    this.cursor = null;
    this.asked = 0;
    this.closed = false;
    this.broken = false;
    this.mayWrite = session.permits('rag:write');
    this.mayDelete = session.permits('rag:delete');
    this.list = h('ul', { class: 'documents', 'aria-label': tx('nav.documents') });
    this.foot = h('div', { class: 'list-foot' });
    this.tray = h('div', { class: 'tray', 'aria-live': 'polite' });
    this.search = h('input', { type: 'search', class: 'input', value: query.q ?? '', placeholder: tx('documents.filter'), 'aria-label': tx('documents.filter') });
    this.state = h('select', { class: 'input', 'aria-label': tx('documents.state'), onchange: () => this.load() },
      h('option', { value: '' }, tx('documents.allStates')), Object.entries(STATES).map(([name, state]) => h('option', { value: name, selected: query.state === name }, state.label)));
    this.files = h('input', { type: 'file', multiple: true, class: 'unseen', tabindex: '-1', 'aria-label': tx('documents.choose'), id: 'files', onchange: () => this.take(this.files) });
    typed(this.search, () => this.load());
    fill(root, this.head(), this.mayWrite && this.drop(), this.tray, h('div', { class: 'toolbar', role: 'search' }, h('div', { class: 'search' }, icon('search'), this.search), this.state), this.list, this.foot);
    this.stopDrops = this.mayWrite ? this.acceptDrops(root) : () => {};
    // a list that could not be had is asked for again when capabilities come or go
    this.leaveLive = live.on('capabilities', () => this.broken && this.load());
    this.leaveUploads = uploads.watch(this.tray, (document) => this.show(document, true));
  }

  head() {
    return h('header', { class: 'page-head' },
      h('div', null, h('h1', null, tx('nav.documents')), h('p', { class: 'quiet' }, tx('documents.purpose'))),
      this.mayWrite && [this.files, button(tx('documents.upload'), { glyph: 'upload', kind: 'primary', onclick: () => this.files.click() })]);
  }

  drop() {
    return h('div', { class: 'drop' }, icon('upload'), h('p', null, tx('documents.drop')), h('p', { class: 'quiet small' }, tx('documents.formats')));
  }

  take(input) {
    uploads.add([...input.files]);
    input.value = '';
  }

  /** Files may be dropped anywhere on the page. */
  acceptDrops(root) {
    const holds = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    const over = (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      root.classList.add('dropping');
    };
    const out = (event) => event.relatedTarget === null && root.classList.remove('dropping');
    const drop = (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      root.classList.remove('dropping');
      uploads.add([...event.dataTransfer.files]);
    };
    const pairs = [['dragover', over], ['dragleave', out], ['drop', drop]];
    pairs.forEach(([name, listener]) => addEventListener(name, listener));
    return () => pairs.forEach(([name, listener]) => removeEventListener(name, listener));
  }

  filters() {
    return { q: this.search.value.trim(), state: this.state.value };
  }

  async load(cursor = null) {
    const turn = ++this.asked;
    if (!cursor) {
      rewrite('documents', this.filters());
      if (!this.rows.size) fill(this.foot, loading());
    }
    try {
      const answer = await api.get(DOCUMENTS, { query: { ...this.filters(), sort: '-created_at', limit: 50, cursor } });
      if (turn !== this.asked || this.closed) return;
      this.broken = false;
      if (!cursor) this.clear();
      this.cursor = answer.next_cursor;
      answer.items.forEach((document) => this.show(document));
      this.end();
    } catch (problem) {
      if (turn !== this.asked || this.closed) return;
      this.broken = true;
      fill(this.foot, failure(problem, () => this.load(cursor)));
    }
  }

  clear() {
    this.rows.clear();
    fill(this.list);
  }

  end() {
    if (this.cursor) {
      fill(this.foot, button(tx('action.more'), { onclick: () => this.load(this.cursor) }));
    } else if (this.rows.size) {
      fill(this.foot);
    } else if (this.filters().q || this.filters().state) {
      fill(this.foot, empty('search', tx('documents.noMatch'), tx('documents.noMatchText')));
    } else {
      fill(this.foot, empty('documents', tx('documents.none'), tx('documents.noneText')));
    }
  }

  /** Draws one document, in its place when it is there already. */
  show(document, first = false) {
    const known = this.rows.get(document.id);
    if (known && known.document.updated_at === document.updated_at && known.document.progress === document.progress && known.document.state === document.state) return;
    const row = documentRow(document, this.mayDelete && ((node) => this.remove(document, node)));
    if (known) known.node.replaceWith(row);
    else if (first) this.list.prepend(row);
    else this.list.append(row);
    this.rows.set(document.id, { document, node: row });
    if (first) this.end();
  }

  async remove(document, opener) {
    const yes = await confirm({ title: tx('documents.delete'), text: tx('documents.deleteText', { title: document.title }), action: tx('action.delete') });
    if (!yes) return;
    opener.disabled = true;
    try {
      await api.delete(`${DOCUMENTS}/${encodeURIComponent(document.id)}`);
      this.forget(document.id);
      toast('ok', tx('documents.deleted', { title: document.title }));
    } catch (problem) {
      opener.disabled = false;
      failed(problem);
    }
  }

  forget(id) {
    this.rows.get(id)?.node.remove();
    this.rows.delete(id);
    this.end();
  }

  /** Follows the documents that are being worked on, as long as the page is open. */
  async watch() {
    while (!this.closed) {
      await pause(document.hidden ? 5000 : 1000);
      const moving = [...this.rows.values()].filter((row) => MOVING.has(row.document.state)).slice(0, 20);
      await Promise.all(moving.map((row) => this.again(row.document.id)));
    }
  }

  async again(id) {
    try {
      const document = await api.get(`${DOCUMENTS}/${encodeURIComponent(id)}`);
      if (!this.closed) this.show(document);
    } catch (problem) {
      if (problem.status === 404) this.forget(id);
    }
  }

  close() {
    this.closed = true;
    this.stopDrops();
    this.leaveLive();
    this.leaveUploads();
  }
}
