import { LiveChatAuthError } from '../errors.js';
import type { BotSsoOutcome } from '../state.js';

/** The page that sent the message. */
export interface Sender {
  /** Organisation and widget id; undefined on a page of the portal without the widget. */
  scope: string | undefined;
  /** The active user: null for none, undefined while unknown. */
  userId: string | null | undefined;
}

/** A message between tabs. Reports sign-outs, sign-ins and outcomes of cards. Never contains a token or a URL. */
export type TabMessage = Sender &
  (
    | /** A tab has opened. The other tabs repeat their last outcomes. */
      { type: 'opened' }
    | { type: 'signed-out' }
    | { type: 'signed-in' }
    | CardMessage
  );

export interface CardMessage {
  type: 'card';
  signInId: string;
  /** null: the service could not be reached. */
  httpStatus: number | null;
  /** Identifies the outcome. A repeated message has the same id. */
  id: number;
  /** Time since the outcome, in milliseconds. */
  age: number;
}

/** Largest valid age of an outcome, in milliseconds. Tabs do not repeat older outcomes. */
export const maxAge = 10_000;
const maxSignInId = 512;

/** Checks a message. Other tabs run the same portal, possibly in another version, so a message is untrusted input. */
export function readMessage(data: unknown): TabMessage | null {
  const { type, scope, userId, ...fields } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  if (scope !== undefined && typeof scope !== 'string') return null;
  if (userId !== undefined && userId !== null && typeof userId !== 'string') return null;
  const sender = { scope, userId };
  if (type === 'opened' || type === 'signed-out' || type === 'signed-in') return { ...sender, type };
  const card = type === 'card' ? readCard(fields) : null;
  return card && { ...sender, ...card };
}

function readCard({ signInId, httpStatus, id, age }: Record<string, unknown>): CardMessage | null {
  const isStatus = httpStatus === null || (Number.isInteger(httpStatus) && (httpStatus as number) >= 100 && (httpStatus as number) <= 599);
  if (typeof signInId !== 'string' || signInId === '' || signInId.length > maxSignInId || !isStatus) return null;
  if (!Number.isFinite(id) || !Number.isFinite(age) || (age as number) < 0 || (age as number) > maxAge) return null;
  return { type: 'card', signInId, httpStatus: httpStatus as number | null, id: id as number, age: age as number };
}

export const outcomeOf = ({ httpStatus }: CardMessage): BotSsoOutcome =>
  httpStatus === null ? { type: 'failed', error: new LiveChatAuthError('bot-post-failed') } : { type: 'posted', httpStatus };
