import type { ChatMessage, Conversation, SignInCardMessage, SimulatorState } from '@lcw-auth/simulator';

/** What a check looks at: the agent's conversations and the person's panel. */
export interface ChatView {
  conversations: readonly Conversation[];
  state: SimulatorState;
}

/** What the agent's summary has to say; what is left out may be anything. */
export interface ExpectedChat {
  /** The linked contact's GUID. */
  contactId?: string;
  queue?: string;
  /** Context variables that the conversation has, among others. */
  context?: Record<string, string | number | boolean>;
}

/** Whether it holds, and what there is instead, in words. */
export interface CheckResult {
  pass: boolean;
  /** Ends "Expected ...". */
  expected: string;
  /** Ends "Found ...". */
  found: string;
}

/** Is the newest chat the signed-in customer's? */
export function checkAuthenticatedChat({ conversations, state }: ChatView, chat: ExpectedChat = {}): CheckResult {
  const newest = conversations.at(-1);
  const differences = newest ? findDifferences(newest, chat) : [];
  return {
    pass: newest !== undefined && newest.authenticated && differences.length === 0,
    expected: `an authenticated chat${describe(chat)}`,
    found: newest?.authenticated && differences.length > 0 ? differences.join(', ') : describeChat(newest, state),
  };
}

/** Is the newest chat nobody's? */
export function checkAnonymousChat({ conversations, state }: ChatView): CheckResult {
  const newest = conversations.at(-1);
  return { pass: newest?.authenticated === false, expected: 'an anonymous chat (Authenticated: No)', found: describeChat(newest, state) };
}

/** Does the panel show the error pane, with that code where one is named? */
export function checkFailedChat({ conversations, state }: ChatView, errorCode?: number): CheckResult {
  const { chat } = state;
  return {
    pass: chat.status === 'failed' && (errorCode === undefined || chat.errorCode === errorCode),
    expected: errorCode === undefined ? 'a chat that did not start' : `a chat that did not start, with error ${errorCode}`,
    found: describeChat(conversations.at(-1), state),
  };
}

/** Is a sign-in card on screen that still waits for its person? */
export function checkShownSignInCard({ state }: ChatView, signInId?: string): CheckResult {
  const cards = cardsOf(state, signInId);
  return {
    pass: cards.some((card) => card.visibility === 'shown' && !card.completed),
    expected: `a sign-in card${signInId === undefined ? '' : ` ${signInId}`} on screen`,
    found: describeCards(cards),
  };
}

/** Was a sign-in card hidden, because the bot has its token? */
export function checkHiddenSignInCard({ state }: ChatView, signInId?: string): CheckResult {
  const cards = cardsOf(state, signInId);
  return {
    pass: cards.some((card) => card.visibility === 'hidden'),
    expected: `a hidden sign-in card${signInId === undefined ? '' : ` ${signInId}`}`,
    found: describeCards(cards),
  };
}

const isCard = (message: ChatMessage): message is ChatMessage & SignInCardMessage => message.type === 'sign-in-card';

const cardsOf = (state: SimulatorState, signInId: string | undefined): SignInCardMessage[] =>
  state.messages.filter(isCard).filter((card) => signInId === undefined || card.signInId === signInId);

function describeCards(cards: readonly SignInCardMessage[]): string {
  if (cards.length === 0) return 'no such card';
  return cards.map((card) => `card ${card.signInId ?? '(without an id)'} ${card.completed ? 'completed' : card.visibility}`).join(', ');
}

function describeChat(newest: Conversation | undefined, { chat, widget }: SimulatorState): string {
  if (chat.status === 'failed') return `error ${chat.errorCode}: ${chat.message}`;
  if (newest) return newest.authenticated ? 'an authenticated chat (Authenticated: Yes)' : 'an anonymous chat (Authenticated: No)';
  return `no chat (the widget is ${widget}, the chat ${chat.status})`;
}

function findDifferences(found: Conversation, { contactId, queue, context = {} }: ExpectedChat): string[] {
  const compared: [name: string, expected: unknown, found: unknown][] = [
    ['contactId', contactId, found.contactId],
    ['queue', queue, found.queue],
    ...Object.entries(context).map(([name, value]): [string, unknown, unknown] => [name, value, found.context[name]]),
  ];
  return compared
    .filter(([, wanted, is]) => wanted !== undefined && wanted !== is)
    .map(([name, , is]) => `${name} ${is === undefined ? 'missing' : JSON.stringify(is)}`);
}

function describe({ contactId, queue, context = {} }: ExpectedChat): string {
  const all = Object.entries({ contactId, queue, ...context }).filter(([, value]) => value !== undefined);
  return all.length === 0 ? ' (Authenticated: Yes)' : ` with ${all.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`;
}
