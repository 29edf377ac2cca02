import { element, setAttribute, setText } from './element.js';
import { icon } from './icons.js';
import type { WidgetUiMessages } from './messages.js';

/** The chat button. */
export interface Launcher {
  node: HTMLButtonElement;
  /** @param unread Number of messages that arrived while the panel was closed or minimized. */
  update(unread: number): void;
}

export function createLauncher(messages: WidgetUiMessages, onOpen: () => void): Launcher {
  const count = element('span', { class: 'unread', 'aria-hidden': 'true' });
  const text = element(
    'span',
    { class: 'launcher-text' },
    element('span', { class: 'launcher-title' }, messages.launcherTitle),
    element('span', { class: 'launcher-status' }, messages.launcherStatus),
  );
  const node = element(
    'button',
    { class: 'launcher', type: 'button', 'aria-haspopup': 'dialog', onclick: onOpen },
    icon('chat'),
    text,
    count,
  );
  return {
    node,
    update(unread) {
      setText(count, unread > 99 ? '99+' : String(unread));
      setAttribute(count, 'hidden', unread === 0);
      setAttribute(node, 'aria-label', unread > 0 && messages.launcherUnread(unread));
    },
  };
}
