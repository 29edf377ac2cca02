import { sessionChannel } from '../../shared/customer.js';

const size = 'popup,width=480,height=720';

/** Opens the sign-in in a popup, so that the page and its chat live on; where popups are blocked, in the page itself. */
export function openSignIn(language: string): void {
  const url = `/auth/signin?lang=${language}`;
  const popup = window.open(url, sessionChannel, size);
  if (popup) popup.focus();
  else location.assign(url);
}

/** Ends the session here and at the identity provider, in the same popup. */
export function submitSignOut(language: string): void {
  const popup = window.open('', sessionChannel, size);
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `/auth/signout?lang=${language}`;
  form.target = popup ? sessionChannel : '_self';
  document.body.append(form);
  form.submit();
  form.remove();
}
