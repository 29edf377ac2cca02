import type { ChatState } from '../state.js';
import { closedChat, isSilent, nextChat, toChatState, type ChatEvent } from './next-chat.js';

/** How long a conversation may run without a token request before that is reported, in milliseconds. */
const silenceLimit = 3_000;

/** Follows the widget's chat. */
export interface ChatTracker {
  isOpen(): boolean;
  dispatch(event: ChatEvent): void;
  /** Publishes the state again, because the user or the widget changed. */
  refresh(): void;
  /** Stops the timer. */
  stop(): void;
}

interface ChatDependencies {
  /** Facts about the page that decide how the chat's authentication is reported. */
  circumstances(): { isV1: boolean; session: 'signed-in' | 'signed-out' | 'unknown'; hasCompetition: boolean };
  publish(chat: ChatState): void;
  /** Called when a chat starts or a running one is first noticed. */
  onOpen(): void;
  /** Called when the widget did not request a token for a conversation of a signed-in user. */
  onNotRequested(): void;
}

export function createChatTracker({ circumstances, publish, onOpen, onNotRequested }: ChatDependencies): ChatTracker {
  let chat = closedChat;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function refresh() {
    const { isV1, session } = circumstances();
    publish(toChatState(chat, isV1, session === 'signed-out'));
    clearTimeout(silence);
    if (isRequestMissing()) silence = setTimeout(reportSilence, silenceLimit);
  }

  function isRequestMissing(): boolean {
    const { isV1, session, hasCompetition } = circumstances();
    return isSilent(chat) && session === 'signed-in' && !isV1 && !hasCompetition;
  }

  /** Another script may have started to respond meanwhile. */
  function reportSilence() {
    if (isRequestMissing()) dispatch({ type: 'silence' });
  }

  function dispatch(event: ChatEvent) {
    const before = chat;
    chat = nextChat(before, event);
    if (chat === before) return;
    refresh();
    if (before.status === 'closed' && chat.status === 'open') onOpen();
    if (event.type === 'silence') onNotRequested();
  }

  return {
    isOpen: () => chat.status === 'open',
    dispatch,
    refresh,
    stop: () => dispatch({ type: 'disconnected' }),
  };
}
