import { element } from './element.js';
import { icon } from './icons.js';
import type { WidgetUiMessages } from './messages.js';

/** The pane while the widget requests the token and waits for Omnichannel. */
export function connectingPane(messages: WidgetUiMessages): HTMLElement {
  return element(
    'div',
    { class: 'pane', 'data-kind': 'connecting', role: 'status' },
    element('span', { class: 'emblem' }, icon('chat')),
    element('h3', {}, messages.connectingTitle),
    element('p', {}, messages.connectingText),
    element('div', { class: 'progress' }),
  );
}

/** The pane in place of a chat that did not start. */
export function failedPane(messages: WidgetUiMessages, errorCode: number, onRetry: () => void): HTMLElement {
  return element(
    'div',
    { class: 'pane', 'data-kind': 'error', role: 'alert' },
    element('span', { class: 'emblem' }, icon('warning')),
    element('h3', {}, messages.failedTitle),
    element('p', {}, messages.failedText(errorCode)),
    element('button', { class: 'action', type: 'button', onclick: onRetry }, messages.tryAgain),
    element('p', { class: 'code' }, messages.errorCode(errorCode)),
  );
}

/** The notice above the messages for an error that leaves the chat open. */
export function errorNotice(messages: WidgetUiMessages, errorCode: number | undefined, onDismiss: () => void): HTMLElement {
  const code = errorCode === undefined ? '' : ` (${messages.errorCode(errorCode)})`;
  return element(
    'div',
    { class: 'notice', role: 'alert' },
    icon('warning'),
    element('p', {}, messages.failedText(errorCode) + code),
    element('button', { type: 'button', 'aria-label': messages.dismiss, onclick: onDismiss }, icon('close')),
  );
}

/** The question before the conversation is ended. */
export function endQuestion(messages: WidgetUiMessages, onEnd: () => void, onStay: () => void): HTMLElement {
  return element(
    'div',
    { class: 'question', role: 'alertdialog', 'aria-label': messages.endQuestion },
    element('p', {}, messages.endQuestion),
    element(
      'div',
      { class: 'question-actions' },
      element('button', { class: 'action', type: 'button', onclick: onEnd }, messages.endConfirm),
      element('button', { class: 'action quiet', type: 'button', onclick: onStay }, messages.endCancel),
    ),
  );
}

/** The pane in place of the composer after the chat has ended. */
export function endedBar(messages: WidgetUiMessages, onStart: () => void): HTMLElement {
  return element(
    'div',
    { class: 'ended' },
    element('p', {}, messages.ended),
    element('button', { class: 'action', type: 'button', onclick: onStart }, messages.startNewChat),
  );
}
