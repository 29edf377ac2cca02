import type { WidgetErrorCode } from '@lcw-auth/core';
import type { Conversation } from './omnichannel/conversation.js';

/** One sign-in card as the customer sees it. */
export interface SignInCardMessage {
  /** Distinguishes a card from a text message. */
  type: 'sign-in-card';
  /** Text of the card. */
  text: string;
  /** The button's label. */
  buttonTitle: string;
  /** The button's URL. Never the bot token URL. */
  buttonUrl: string;
  /** Null when the button's URL contains none. */
  signInId: string | null;
  /** 'held' until the widget has decided. A hidden card is not drawn. */
  visibility: 'held' | 'shown' | 'hidden';
  /** True when the bot has received its token. */
  completed: boolean;
}

/** One message in the panel, in the order of arrival. Messages behind a held card are not in the list yet. */
export type ChatMessage = { id: string; /** Milliseconds since the epoch. */ at: number; from: 'customer' | 'bot' | 'agent' | 'system' } & (
  | { type: 'text'; text: string }
  | SignInCardMessage
);

/** The chat in the widget. */
export type ChatState =
  | { status: 'closed' }
  /** The widget requests the token or waits for Omnichannel. */
  | { status: 'connecting' }
  | { status: 'open'; conversation: Conversation }
  /** The customer or the agent has ended the chat, and the panel still shows it. */
  | { status: 'ended'; conversation: Conversation }
  /** The panel shows the error pane. */
  | { status: 'failed'; errorCode: WidgetErrorCode; message: string };

/** Everything that `mountWidgetUi` draws. Each change makes a new object; unchanged parts keep their identity. */
export interface SimulatorState {
  /** 'loading' until ready; 'blocked' when the script did not load. */
  widget: 'absent' | 'loading' | 'ready' | 'blocked';
  /** The chat. */
  chat: ChatState;
  /** 'closed': only the chat button is visible. */
  panel: 'closed' | 'open' | 'minimized';
  /** The messages in the panel, oldest first. */
  messages: readonly ChatMessage[];
  /** The side that is typing, or null. */
  typing: 'bot' | 'agent' | null;
  /** The window that was opened for the chat, in which the panel is drawn. */
  popout: Window | null;
  /** True when the script tag has data-hide-chat-button: no button is drawn. */
  chatButtonHidden: boolean;
}

/** The state before an install and after an uninstall. */
export const absentWidget: SimulatorState = {
  widget: 'absent',
  chat: { status: 'closed' },
  panel: 'closed',
  messages: [],
  typing: null,
  popout: null,
  chatButtonHidden: false,
};
