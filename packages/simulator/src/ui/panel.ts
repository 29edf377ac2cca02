import type { SimulatorState } from '../simulator-state.js';
import { createComposer } from './composer.js';
import { element, setAttribute, setChildren, setText } from './element.js';
import { icon } from './icons.js';
import { createMessageList, type MessageListOptions } from './message-list.js';
import { connectingPane, endedBar, endQuestion, errorNotice, failedPane } from './panes.js';

/** The customer's actions in the panel. */
export interface PanelOptions extends MessageListOptions {
  onMinimise: () => void;
  onClose: () => void;
  onSend: (text: string) => void;
  onStart: () => void;
  onDismissError: () => void;
}

/** An `lcw:error` while a chat is open, which leaves the chat on screen. */
export type Notice = { errorCode: number | undefined };

/** The window of the chat. */
export interface Panel {
  node: HTMLElement;
  update(state: SimulatorState, notice: Notice | null): void;
  /** Moves the focus to the composer, or to the heading when there is no composer. */
  focus(): void;
  /** Closes the question whether to end the chat. Returns false when the question was not open. */
  cancelQuestion(): boolean;
}

export function createPanel(options: PanelOptions): Panel {
  const { messages } = options;
  const title = element('h2', { tabindex: '-1' }, messages.title);
  const status = element('p', { class: 'header-status' });
  const close = element('button', { type: 'button', 'aria-label': messages.close, onclick: () => onCloseClick() }, icon('close'));
  const header = element(
    'div',
    { class: 'header' },
    element('div', { class: 'header-text' }, title, status),
    element(
      'button',
      { type: 'button', class: 'minimise', 'aria-label': messages.minimise, onclick: options.onMinimise },
      icon('minimise'),
    ),
    close,
  );
  const body = element('div', { class: 'body' });
  const node = element('div', { class: 'panel', role: 'dialog', 'aria-label': messages.title }, header, body);

  const list = createMessageList(options);
  const composer = createComposer(messages, options.onSend);
  const connecting = connectingPane(messages);
  const ended = endedBar(messages, options.onStart);
  const question = endQuestion(
    messages,
    () => answer(options.onClose),
    () => answer(),
  );
  // The same error keeps its element, because screen readers announce an alert when it is inserted.
  const failed = keep((errorCode: number) => failedPane(messages, errorCode, options.onStart));
  const noticeFor = keep((notice: Notice) => errorNotice(messages, notice.errorCode, options.onDismissError));

  let chat: SimulatorState['chat'] = { status: 'closed' };
  let notice: Notice | null = null;
  let asking = false;

  const root = () => node.getRootNode() as Document | ShadowRoot;
  const hasFocus = () => node.contains(root().activeElement);
  const focus = () => (asking ? question.querySelector('button')?.focus() : chat.status === 'open' ? composer.focus() : title.focus());

  const content = (): Node[] => {
    if (chat.status === 'failed') return [failed(chat.errorCode)];
    if (chat.status !== 'open' && chat.status !== 'ended') return [connecting];
    const bottom = chat.status === 'ended' ? ended : asking ? question : composer.node;
    return [...(notice ? [noticeFor(notice)] : []), ...list.nodes, bottom];
  };
  const draw = () => {
    const focused = hasFocus();
    const onTitle = root().activeElement === title;
    list.keepAtEnd(() => setChildren(body, content()));
    // The element with the focus may have been removed, or the composer may have appeared.
    if (focused && (!hasFocus() || (onTitle && chat.status === 'open'))) focus();
  };
  const answer = (then?: () => void) => {
    asking = false;
    draw();
    then?.();
  };
  const onCloseClick = () => {
    if (chat.status !== 'open') return options.onClose();
    asking = true;
    draw();
    focus();
  };

  return {
    node,
    focus,
    update(state, newNotice) {
      chat = state.chat;
      notice = newNotice;
      if (chat.status !== 'open') asking = false;
      setText(status, statusText(chat, messages));
      setAttribute(status, 'data-online', chat.status === 'open');
      list.keepAtEnd(() => {
        list.update(state.messages, state.typing);
        draw();
      });
    },
    cancelQuestion() {
      if (!asking) return false;
      answer();
      close.focus();
      return true;
    },
  };
}

function statusText({ status }: SimulatorState['chat'], messages: PanelOptions['messages']): string {
  if (status === 'open') return messages.statusOnline;
  if (status === 'ended') return messages.statusEnded;
  return status === 'failed' ? messages.statusFailed : messages.statusConnecting;
}

/** Caches the value for the last argument. */
function keep<Argument, Value>(make: (argument: Argument) => Value): (argument: Argument) => Value {
  let last: { argument: Argument; value: Value } | undefined;
  return (argument) => (last && last.argument === argument ? last : (last = { argument, value: make(argument) })).value;
}
