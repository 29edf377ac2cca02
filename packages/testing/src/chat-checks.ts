import type { ChatMessage, Conversation, SignInCardMessage, SimulatorState } from '@lcw-auth/simulator';
import type { ExplainCard } from './page-cards.js';

/** The data that a check reads: the agent's conversations, the customer's panel, and the library's decisions on the page. */
export interface ChatView {
  conversations: readonly Conversation[];
  state: SimulatorState;
  /** Explains a card. Present on a page of `renderWithLiveChat`. */
  explainCard?: ExplainCard | undefined;
}

/** What the agent's summary must contain. A field that is left out may have any value. */
export interface ExpectedChat {
  /** The linked contact's GUID. */
  contactId?: string | undefined;
  queue?: string | undefined;
  /** Context variables that the conversation must have. It may have other variables too. */
  context?: Record<string, string | number | boolean> | undefined;
}

/** The result of a check, as text. */
export interface CheckResult {
  pass: boolean;
  /** Completes the sentence "Expected ...". */
  expected: string;
  /** Completes the sentence "Found ...". */
  found: string;
}

/** What a matcher returns to its runner. */
export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/** Converts a result into the form that Jest, Vitest and Playwright share. */
export function toResult({ pass, expected, found }: CheckResult): MatcherResult {
  return { pass, message: () => `Expected ${pass ? 'not ' : ''}${expected}.\nFound ${found}.` };
}

/** Checks that the newest chat is authenticated, with the expected summary. */
export function checkAuthenticatedChat({ conversations, state }: ChatView, chat: ExpectedChat = {}): CheckResult {
  const newest = conversations.at(-1);
  const differences = newest ? findDifferences(newest, chat) : [];
  return {
    pass: newest !== undefined && newest.authenticated && differences.length === 0,
    expected: `an authenticated chat${describe(chat)}`,
    found: newest?.authenticated && differences.length > 0 ? differences.join(', ') : describeChat(newest, state),
  };
}

/** Checks that the newest chat is anonymous. */
export function checkAnonymousChat({ conversations, state }: ChatView): CheckResult {
  const newest = conversations.at(-1);
  return { pass: newest?.authenticated === false, expected: 'an anonymous chat (Authenticated: No)', found: describeChat(newest, state) };
}

/** Checks that the panel shows the error pane, with the code if one is given. */
export function checkFailedChat({ conversations, state }: ChatView, errorCode?: number): CheckResult {
  const { chat } = state;
  return {
    pass: chat.status === 'failed' && (errorCode === undefined || chat.errorCode === errorCode),
    expected: errorCode === undefined ? 'a chat that did not start' : `a chat that did not start, with error ${errorCode}`,
    found: describeChat(conversations.at(-1), state),
  };
}

/** Checks that a sign-in card is on screen and the customer has not signed in for it yet. */
export function checkShownSignInCard({ state, explainCard }: ChatView, signInId?: string): CheckResult {
  const cards = cardsOf(state, signInId);
  return {
    pass: cards.some((card) => card.visibility === 'shown' && !card.completed),
    expected: `a sign-in card${signInId === undefined ? '' : ` ${signInId}`} on screen`,
    found: describeCards(cards, explainCard),
  };
}

/** Checks that a sign-in card was hidden, because the bot has received its token. */
export function checkHiddenSignInCard({ state, explainCard }: ChatView, signInId?: string): CheckResult {
  const cards = cardsOf(state, signInId);
  return {
    pass: cards.some((card) => card.visibility === 'hidden'),
    expected: `a hidden sign-in card${signInId === undefined ? '' : ` ${signInId}`}`,
    found: describeCards(cards, explainCard),
  };
}

const isCard = (message: ChatMessage): message is ChatMessage & SignInCardMessage => message.type === 'sign-in-card';

const cardsOf = (state: SimulatorState, signInId: string | undefined): SignInCardMessage[] =>
  state.messages.filter(isCard).filter((card) => signInId === undefined || card.signInId === signInId);

function describeCards(cards: readonly SignInCardMessage[], explain: ExplainCard | undefined): string {
  if (cards.length === 0) return 'no such card';
  const reason = ({ signInId }: SignInCardMessage) => (explain ? `: ${explain(signInId).replace(/\.$/, '')}` : '');
  return cards
    .map((card) => `card ${card.signInId ?? '(without an id)'} ${card.completed ? 'completed' : card.visibility}${reason(card)}`)
    .join(', ');
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
