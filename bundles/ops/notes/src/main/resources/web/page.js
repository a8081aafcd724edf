/** The page of shared notes: a form and a list with search. The console hands over everything it needs. */
const WORDS = {
  zh: {
    title: '便签', purpose: '写下值得记住的事；公开的便签全队都能找到。', name: '标题', body: '正文', everyone: '所有人可见', save: '保存',
    find: '按词语查找', none: '没有便签', archive: '归档', restore: '恢复', archived: '已归档', shared: '公开', more: '加载更多', failed: '请求失败',
  },
  en: {
    title: 'Notes', purpose: 'Write down what is worth remembering; the whole team finds notes for everyone.', name: 'Title', body: 'Body', everyone: 'Visible to everyone', save: 'Save',
    find: 'Find by words', none: 'No notes', archive: 'Archive', restore: 'Restore', archived: 'Archived', shared: 'For everyone', more: 'Load more', failed: 'The request failed',
  },
};
const NOTES = '/api/notes/notes';

export default function render(root, { api, h, language, permissions }) {
  const say = (key) => () => WORDS[language.code][key];
  const message = h('p', { role: 'alert', class: 'small' });
  const list = h('ul', { class: 'documents' });
  const more = h('button', { type: 'button', class: 'button plain', hidden: true, onclick: () => load(false) }, say('more'));
  const words = h('input', { type: 'search', class: 'input', 'aria-label': say('find'), placeholder: say('find'), maxlength: 200 });
  let cursor = null;
  let asked = 0;

  words.addEventListener('change', () => load(true));
  root.replaceChildren(
    h('header', { class: 'page-head' }, h('h1', null, say('title')), h('p', null, say('purpose'))),
    permissions.has('notes:write') ? form() : '', h('div', { class: 'toolbar' }, words), message, list, more);
  load(true);

  function form() {
    const title = h('input', { id: 'note-title', class: 'input', required: true, maxlength: 200 });
    const body = h('textarea', { id: 'note-body', class: 'input', rows: '3' });
    const everyone = h('input', { id: 'note-everyone', type: 'checkbox' });
    const add = async (event) => {
      event.preventDefault();
      const audience = everyone.checked ? 'everyone' : 'private';
      if (await attempt(() => api.post(NOTES, { title: title.value, body: body.value, audience }))) {
        event.target.reset();
        load(true);
      }
    };
    return h('form', { class: 'form', onsubmit: add },
      h('div', { class: 'field' }, h('label', { for: 'note-title' }, say('name')), title),
      h('div', { class: 'field' }, h('label', { for: 'note-body' }, say('body')), body),
      h('p', null, everyone, ' ', h('label', { for: 'note-everyone' }, say('everyone'))),
      h('button', { type: 'submit', class: 'button primary' }, say('save')));
  }

  async function load(first) {
    const turn = ++asked;
    const query = { q: words.value.trim(), cursor: first ? '' : cursor, limit: 50 };
    const page = await attempt(() => api.get(NOTES, { query }));
    if (!page || turn !== asked) return;
    if (first) list.replaceChildren();
    list.append(...page.items.map(row));
    if (!list.children.length) list.append(h('li', { class: 'quiet' }, say('none')));
    cursor = page.next_cursor;
    more.hidden = !cursor;
  }

  function row(note) {
    const action = note.state === 'active' ? 'archive' : 'restore';
    const move = async () => {
      if (await attempt(() => api.post(`${NOTES}/${note.id}/actions/${action}`))) load(true);
    };
    return h('li', { class: 'document', 'data-note': note.id },
      h('div', { class: 'document-main' },
        h('span', { class: 'document-title wrap' }, note.title), h('p', { class: 'quiet wrap' }, note.body),
        h('p', { class: 'quiet small' }, note.tags.map((tag) => `#${tag} `))),
      note.audience === 'everyone' && h('span', { class: 'chip plain' }, say('shared')),
      note.state === 'archived' && h('span', { class: 'chip warning' }, say('archived')),
      permissions.has('notes:write') && h('button', { type: 'button', class: 'button plain', onclick: move }, say(action)));
  }

  /** What the call answers (true when it answers nothing); on a "no" its reason is shown. */
  async function attempt(call) {
    try {
      message.replaceChildren();
      return (await call()) ?? true;
    } catch (problem) {
      message.replaceChildren(problem.detail || problem.title || WORDS[language.code].failed);
      return null;
    }
  }
}
