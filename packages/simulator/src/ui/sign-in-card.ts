import type { SignInCardMessage } from '../simulator-state.js';
import { element } from './element.js';
import { icon } from './icons.js';
import type { WidgetUiMessages } from './messages.js';

/** Draws the bot's card. It has a button, or the text `signInDone` after the bot has received its token. */
export function signInCard(card: SignInCardMessage, messages: WidgetUiMessages, onSignIn: (card: SignInCardMessage) => void): HTMLElement {
  const text = element(
    'div',
    { class: 'card-text' },
    icon('key'),
    element('h3', {}, messages.signInTitle),
    element('p', { dir: 'auto' }, card.text || messages.signInText),
  );
  const action = card.completed
    ? element('p', { class: 'done' }, messages.signInDone)
    : element(
        'button',
        { class: 'action', type: 'button', onclick: () => onSignIn(card) },
        card.buttonTitle || messages.signIn,
        icon('open'),
      );
  return element('section', { class: 'card', 'aria-label': messages.signInTitle }, text, element('div', { class: 'card-action' }, action));
}

/** Opens the card's sign-in page in a new window, as the widget does. Only https is opened, because the URL is untrusted input. */
export function openSignInPage(card: SignInCardMessage, window: Window): void {
  if (URL.canParse(card.buttonUrl) && new URL(card.buttonUrl).protocol === 'https:')
    window.open(card.buttonUrl, '_blank', 'noopener,noreferrer');
}
