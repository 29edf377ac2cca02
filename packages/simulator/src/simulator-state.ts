import type { WidgetErrorCode } from '@lcw-auth/core';
import type { Conversation } from './omnichannel/conversation.js';

/** What the person sees of one sign-in card. */
export interface SignInCardMessage {
  type: 'sign-in-card';
  text: string;
  /** The button's label. */
  buttonTitle: string;
  /** Where the button leads. Never the bot token URL. */
  buttonUrl: string;
  /** null where the button's URL names none. */
  signInId: string | null;
  /** 'held' until the widget has decided; a hidden card is not drawn. */
  visibility: 'held' | 'shown' | 'hidden';
  /** The bot has its token: the card has done its work. */
  completed: boolean;
}

/** One line of the panel, in the order of arrival. Messages behind a held card are not in the list yet. */
export type ChatMessage = { id: string; /** Milliseconds since the epoch. */ at: number; from: 'customer' | 'bot' | 'agent' | 'system' } & (
  | { type: 'text'; text: string }
  | SignInCardMessage
);

/** The chat in the widget. */
export type ChatState =
  | { status: 'closed' }
  /** Asking for the token, waiting for Omnichannel. */
  | { status: 'connecting' }
  | { status: 'open'; conversation: Conversation }
  /** The person or the agent has ended it; the panel still shows it. */
  | { status: 'ended'; conversation: Conversation }
  /** The error pane. */
  | { status: 'failed'; errorCode: WidgetErrorCode; message: string };

/** Everything that `mountWidgetUi` draws. A new object on every change; unchanged parts keep their identity. */
export interface SimulatorState {
  /** 'loading' until ready; 'blocked' when its script did not load. */
  widget: 'absent' | 'loading' | 'ready' | 'blocked';
  chat: ChatState;
  /** Is the panel open, or only the button? */
  panel: 'closed' | 'open' | 'minimized';
  messages: readonly ChatMessage[];
  /** Who is typing. */
  typing: 'bot' | 'agent' | null;
  /** The chat's own window, where it was opened in one: the panel belongs there. */
  popout: Window | null;
  /** The script tag's data-hide-chat-button: no button is drawn. */
  chatButtonHidden: boolean;
}

/** Before install and after uninstall. */
export const absentWidget: SimulatorState = {
  widget: 'absent',
  chat: { status: 'closed' },
  panel: 'closed',
  messages: [],
  typing: null,
  popout: null,
  chatButtonHidden: false,
};
