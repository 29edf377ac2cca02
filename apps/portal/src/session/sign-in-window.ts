import { sessionChannel } from '../../shared/customer.js';

const size = 'popup,width=480,height=720';
const pollInterval = 500; // ms

/** The popup was closed, or the identity provider refused the sign-in. */
export class NotSignedInError extends Error {
  override readonly name = 'NotSignedInError';
}

/** Opens the sign-in in a popup, so that the page and its chat continue. If popups are blocked, it uses the page itself. */
function openSignIn(language: string): Window | null {
  const url = `/auth/signin?lang=${language}`;
  const popup = window.open(url, sessionChannel, size);
  if (popup) popup.focus();
  else location.assign(url);
  return popup;
}

/** Signs in with a popup. Resolves when the user has signed in; rejects with a NotSignedInError otherwise. */
export function signIn(language: string): Promise<void> {
  const popup = openSignIn(language);
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(sessionChannel);
    const end = (settle: () => void): void => {
      channel.close();
      clearInterval(timer);
      settle();
    };
    const notSignedIn = (): void => end(() => reject(new NotSignedInError('The sign-in was not finished.')));
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === 'signed-in') end(resolve);
      else if (data === 'failed') notSignedIn();
    });
    const timer = setInterval(() => popup?.closed && notSignedIn(), pollInterval);
  });
}

/** Ends the portal's session and the identity provider's session. Uses the same popup window as the sign-in. */
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
