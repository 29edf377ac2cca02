import type { ChatMessage, SignInCardMessage, SimulatorState } from '../simulator-state.js';
import { element, setAttribute, setChildren, setText } from './element.js';
import { icon } from './icons.js';
import type { WidgetUiMessages } from './messages.js';
import { signInCard } from './sign-in-card.js';

/** Options of the message list. */
export interface MessageListOptions {
  messages: WidgetUiMessages;
  /** Formats milliseconds since the epoch as a time of day. */
  formatTime: (at: number) => string;
  onSignIn: (card: SignInCardMessage) => void;
}

/** The messages of the conversation, and the typing indicator. */
export interface MessageList {
  nodes: readonly [log: HTMLElement, typing: HTMLElement];
  update(messages: readonly ChatMessage[], typing: SimulatorState['typing']): void;
  /** Runs a change of the layout. Then shows the end of the conversation, when it was visible before or the customer has just written. */
  keepAtEnd(change: () => void): void;
}

/** Returns whether a message is on screen. Held and hidden cards are not. */
export const isDrawn = (message: ChatMessage): boolean => message.type !== 'sign-in-card' || message.visibility === 'shown';

export function createMessageList(options: MessageListOptions): MessageList {
  const { messages: texts } = options;
  const list = element('ol');
  // The list is focusable, so that it can be scrolled with the keyboard.
  const log = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': texts.conversation, tabindex: '0' }, list);
  const typingText = element('span');
  const dots = element('span', { class: 'dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i'));
  const typingLine = element('div', { class: 'typing' }, dots, typingText);

  // A row is kept while its message is the same object, so that the live region does not repeat it.
  let rows = new Map<string, { message: ChatMessage; continued: boolean; node: HTMLElement }>();

  return {
    nodes: [log, typingLine],
    update(all, typing) {
      setText(typingText, typing ? texts.typing(texts[typing]) : '');
      setAttribute(dots, 'hidden', !typing);

      const drawn = all.filter(isDrawn);
      const next: typeof rows = new Map();
      drawn.forEach((message, at) => {
        const continued = message.from !== 'system' && drawn[at - 1]?.from === message.from;
        const row = rows.get(message.id);
        next.set(
          message.id,
          row?.message === message && row.continued === continued
            ? row
            : { message, continued, node: drawMessage(message, continued, options) },
        );
      });
      rows = next;
      setChildren(
        list,
        [...rows.values()].map(({ node }) => node),
      );
    },
    keepAtEnd(change) {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      const lastBefore = list.lastChild;
      change();
      const wrote = list.lastElementChild !== lastBefore && list.lastElementChild?.getAttribute('data-from') === 'customer';
      if (atEnd || wrote) log.scrollTop = log.scrollHeight;
    },
  };
}

function drawMessage(message: ChatMessage, continued: boolean, { messages, formatTime, onSignIn }: MessageListOptions): HTMLElement {
  const { from, at } = message;
  if (from === 'system') return element('li', { class: 'system', dir: 'auto' }, message.text);
  const meta = element(
    'div',
    { class: 'meta' },
    element('span', { class: 'author' }, messages[from]),
    element('time', { datetime: new Date(at).toISOString() }, formatTime(at)),
  );
  const body =
    message.type === 'sign-in-card'
      ? signInCard(message, messages, onSignIn)
      : element('div', { class: 'bubble', dir: 'auto' }, message.text);
  const avatar = from !== 'customer' && element('span', { class: 'avatar' }, icon(from));
  return element('li', { class: 'message', 'data-from': from, 'data-continued': continued }, avatar, meta, body);
}
