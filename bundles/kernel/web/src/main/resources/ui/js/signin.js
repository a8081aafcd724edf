/** Sign in, and the change of a password that has to be changed first. */
import { fill, h, icon } from './h.js';
import { language, tx } from './i18n.js';
import { api } from './api.js';
import { button, failure, notice } from './parts.js';
import { session } from './session.js';

const REASONS = {
  invalid_grant: tx('signin.wrong'),
  slow_down: tx('signin.slow'),
};

/** The whole page; calls `done` when somebody is in. */
export function signInPage(root, done) {
  fill(root,
    h('main', { class: 'signin' },
      h('div', { class: 'signin-card' },
        h('div', { class: 'brand' }, h('span', { class: 'brand-mark' }, icon('capability')), h('span', null, 'AI Stack')),
        h('h1', null, tx('signin.title')), h('p', { class: 'quiet' }, tx('signin.purpose')), form(done)),
      languageSwitch()));
  root.querySelector('input')?.focus();
}

/** The same on top of a page whose session ran out; what was typed below stays. Resolves true when in again. */
export function signInDialog() {
  return new Promise((resolve) => {
    const known = session.me;
    const finish = async () => {
      const me = await session.identify();
      if (known && me.id !== known.id) location.reload();
      dialog.close('in');
    };
    const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'again-title' },
      h('h2', { id: 'again-title' }, tx('signin.again')), h('p', { class: 'quiet' }, tx('signin.kept')), form(finish, known?.username));
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(true);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(known ? '#password' : 'input').focus();
  });
}

function form(done, username = '') {
  const place = h('div', { 'aria-live': 'polite' });
  const name = field('username', tx('signin.username'), { autocomplete: 'username', value: username, autocapitalize: 'none', spellcheck: 'false' });
  const password = field('password', tx('signin.password'), { type: 'password', autocomplete: 'current-password' });
  const submit = button(tx('signin.submit'), { kind: 'primary wide', type: 'submit' });
  const node = h('form', { class: 'form', onsubmit: send }, name, password, place, submit);

  async function send(event) {
    event.preventDefault();
    const [who, secret] = [value(name), value(password)];
    submit.disabled = true;
    fill(place);
    try {
      const answer = await session.signIn(who, secret);
      if (!answer.ok) fill(place, notice('error', REASONS[answer.error] ?? tx('signin.failed', { code: answer.error })));
      else if (answer.mustChange) node.replaceWith(changeForm(who, secret, done));
      else await done();
    } catch (network) {
      fill(place, notice('error', tx('failure.offline')));
    } finally {
      submit.disabled = false;
    }
  }
  return node;
}

function changeForm(who, secret, done) {
  const place = h('div', { 'aria-live': 'polite' });
  const fresh = field('new-password', tx('signin.newPassword'), { type: 'password', autocomplete: 'new-password' });
  const repeat = field('repeat-password', tx('signin.repeat'), { type: 'password', autocomplete: 'new-password' });
  const submit = button(tx('signin.change'), { kind: 'primary wide', type: 'submit' });

  async function send(event) {
    event.preventDefault();
    if (value(fresh) !== value(repeat)) {
      fill(place, notice('error', tx('signin.different')));
      return;
    }
    submit.disabled = true;
    try {
      await api.post('/auth/me/actions/change-password', { current_password: secret, new_password: value(fresh) });
      await session.signIn(who, value(fresh));
      await done();
    } catch (problem) {
      fill(place, failure(problem));
    } finally {
      submit.disabled = false;
    }
  }
  const node = h('form', { class: 'form', onsubmit: send },
    notice('info', tx('signin.mustChange')),
    h('input', { type: 'text', class: 'unseen', autocomplete: 'username', value: who, tabindex: '-1', 'aria-hidden': 'true' }),
    fresh, repeat, place, submit);
  queueMicrotask(() => fresh.querySelector('input').focus());
  return node;
}

function field(id, label, attributes) {
  return h('div', { class: 'field' }, h('label', { for: id }, label), h('input', { id, name: id, type: 'text', required: true, class: 'input', ...attributes }));
}

const value = (node) => node.querySelector('input').value;

export function languageSwitch() {
  const choice = (code, label, lang) => h('button', {
    type: 'button', class: 'button bare', lang, 'data-language': code,
    'aria-pressed': () => String(language.code === code), onclick: () => language.set(code),
  }, label);
  return h('div', { class: 'languages', role: 'group', 'aria-label': tx('shell.language') }, choice('zh', '中文', 'zh-CN'), choice('en', 'English', 'en'));
}
