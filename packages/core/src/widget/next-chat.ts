import type { ChatState } from '../state.js';

/** The last response that the widget received for the current user. */
export type LastResponse = 'none' | 'token' | 'null';

/** The widget's chat, derived from its events, because the SDK cannot report whether a chat is open. */
export type Chat =
  | { status: 'closed'; lastResponse: LastResponse }
  | {
      status: 'open';
      lastResponse: LastResponse;
      /** True when the client did not see how the conversation was authenticated for the current user, for example when the chat was resumed. */
      resumed: boolean;
      /** `pre-chat`: the pre-chat survey may still be open. */
      conversation: 'pre-chat' | 'begun';
      verdict: 'undecided' | 'rejected' | 'not-requested';
    };

/** What happened to the chat. */
export type ChatEvent =
  | { type: 'started' }
  | { type: 'resumed' }
  /** A chat was queued, or a message was sent or received: a conversation has begun. */
  | { type: 'conversation-begun' }
  | { type: 'closed' }
  | { type: 'token-requested' }
  | { type: 'responded'; answer: 'token' | 'null' }
  /** The widget reported error 3 or 4. */
  | { type: 'rejected' }
  /** The widget has not requested a token although the conversation began some seconds ago. */
  | { type: 'silence' }
  /** The user changed. The authentication of an open chat belongs to the previous user. */
  | { type: 'user-changed' }
  /** The client no longer sees the widget's requests. */
  | { type: 'disconnected' };

export const closedChat: Chat = { status: 'closed', lastResponse: 'none' };

/** Returns the chat after the event: the same object when nothing changes. */
export function nextChat(chat: Chat, event: ChatEvent): Chat {
  switch (event.type) {
    case 'started':
      return open(chat, false, 'pre-chat');
    case 'resumed':
      // The widget may report a chat that it resumes as started first.
      if (chat.status === 'open')
        return chat.resumed && chat.conversation === 'begun' ? chat : { ...chat, resumed: true, conversation: 'begun' };
      return open(chat, true, 'begun');
    case 'conversation-begun':
      if (chat.status === 'open') return chat.conversation === 'begun' ? chat : { ...chat, conversation: 'begun' };
      // The chat was opened before this client connected.
      return open(chat, true, 'begun');
    case 'closed':
      // After null the widget requests no token until the chat ends. For the next chat it does.
      return chat.status === 'closed' ? chat : { status: 'closed', lastResponse: chat.lastResponse === 'token' ? 'token' : 'none' };
    case 'token-requested':
      return chat.status === 'open' && chat.verdict === 'not-requested' ? { ...chat, verdict: 'undecided' } : chat;
    case 'responded':
      return chat.status === 'open'
        ? { ...chat, lastResponse: event.answer, verdict: 'undecided' }
        : { ...chat, lastResponse: event.answer };
    case 'rejected':
      return chat.status === 'open' ? { ...chat, verdict: 'rejected' } : chat;
    case 'silence':
      return chat.status === 'open' && isSilent(chat) ? { ...chat, verdict: 'not-requested' } : chat;
    case 'user-changed':
      return chat.status === 'open' ? { ...chat, lastResponse: 'none', resumed: true, verdict: 'undecided' } : closedChat;
    case 'disconnected':
      return chat.status === 'open' && !chat.resumed ? { ...chat, resumed: true } : chat;
  }
}

function open(chat: Chat, resumed: boolean, conversation: 'pre-chat' | 'begun'): Chat {
  if (chat.status === 'open') return chat;
  return { status: 'open', lastResponse: chat.lastResponse, resumed, conversation, verdict: 'undecided' };
}

/** True when the widget should have requested a token by now, but has not. */
export const isSilent = (chat: Chat): boolean =>
  chat.status === 'open' && !chat.resumed && chat.conversation === 'begun' && chat.lastResponse === 'none' && chat.verdict === 'undecided';

/**
 * Returns the public state of the chat. v1 reads the token at registration, so its requests are not evidence about a chat.
 * @param isSignedOut True when no user is signed in. False while the session is loading.
 */
export function toChatState(chat: Chat, isV1: boolean, isSignedOut: boolean): ChatState {
  if (chat.status === 'closed') return { status: 'closed' };
  const authentication = () => {
    if (chat.verdict === 'rejected') return 'rejected';
    if (isV1) return 'unknown';
    if (chat.lastResponse === 'token') return 'authenticated';
    if (chat.lastResponse === 'null') return 'anonymous';
    if (chat.resumed) return 'unknown';
    if (chat.verdict === 'not-requested') return 'not-requested';
    return isSignedOut ? 'anonymous' : 'unknown';
  };
  return { status: 'open', authentication: authentication() };
}
