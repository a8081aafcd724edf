/** Starts the console: go on with a session, or sign in; then the shell. */
import { fill, h } from './h.js';
import { tx } from './i18n.js';
import { failure } from './parts.js';
import { session } from './session.js';
import { closeShell, openShell } from './shell.js';
import { signInDialog, signInPage } from './signin.js';

const root = document.getElementById('app');

session.handlers({ expired: signInDialog, ended: welcome });
start();

async function start() {
  try {
    if (await session.resume()) openShell(root);
    else welcome();
  } catch (network) {
    fill(root, h('main', { class: 'signin' }, failure({ title: tx('failure.offline') }, start)));
  }
}

function welcome() {
  closeShell();
  signInPage(root, async () => {
    await session.identify();
    openShell(root);
  });
}
