// What TypeScript infers without annotations. `npm run types` checks it; nothing here runs.
import { expectTypeOf } from 'vitest';
import {
  fetchAuthToken,
  useAuthToken,
  useBotSso,
  useLiveChatAuth,
  useLiveChatEvent,
  useLiveChatState,
  type AuthTokenClaims,
  type BotSsoOutcome,
  type BotSsoState,
  type LiveChatAuthError,
  type LiveChatAuthErrorCode,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
} from './index.js';

/** The hook returns the selector's result, and `isEqual` compares it. */
export function SelectedState() {
  expectTypeOf(useLiveChatState(({ widget }) => widget.status)).toEqualTypeOf<'waiting' | 'ready' | 'unavailable'>();
  const facts = useLiveChatState(
    ({ userId, botSso }) => ({ userId, cards: botSso.cards.length }),
    (a, b) => {
      expectTypeOf(a).toEqualTypeOf<{ userId: string | null | undefined; cards: number }>();
      return a.cards === b.cards;
    },
  );
  expectTypeOf(facts.userId).toEqualTypeOf<string | null | undefined>();
}

/** `status` narrows the token: the fields of a valid token can only be read after the check. */
export function NarrowedToken() {
  const token = useAuthToken();
  expectTypeOf(token.refresh).returns.resolves.toBeVoid();
  switch (token.status) {
    case 'valid':
      expectTypeOf(token.claims).toEqualTypeOf<AuthTokenClaims>();
      expectTypeOf(token.expiresAt).toBeNumber();
      return token.error?.code;
    case 'error':
      expectTypeOf(token.error).toEqualTypeOf<LiveChatAuthError>();
      return token.error.code;
    case 'signed-out':
      return token.cause;
    case 'pending':
      return null;
    default:
      expectTypeOf(token).toBeNever();
      return token;
  }
}

/** `status` narrows the newest card and its outcome in the same way. */
export function NarrowedCard() {
  const bot = useBotSso();
  expectTypeOf(bot.status).toEqualTypeOf<BotSsoState['status']>();
  if (bot.status !== 'sign-in-required') return null;
  expectTypeOf(bot.outcome).toEqualTypeOf<BotSsoOutcome>();
  return bot.outcome.type === 'posted' ? bot.outcome.httpStatus : bot.signInId;
}

/** The event's name determines the type of the handler's argument. */
export function TypedEvents() {
  useLiveChatEvent('lcw:ready', (detail) => expectTypeOf(detail).not.toBeAny());
  useLiveChatEvent('lcw:error', (detail) => expectTypeOf(detail).not.toBeUnknown());
  expectTypeOf(useLiveChatAuth().error).toEqualTypeOf<LiveChatAuthError | null>();
}

/** Inline options need no annotations. */
export const inline: LiveChatAuthOptions = {
  userId: null,
  async getAuthToken({ userId, reason, signal }) {
    expectTypeOf(userId).toBeString();
    expectTypeOf(reason).toEqualTypeOf<'register' | 'refresh' | 'widget' | 'manual'>();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    return null;
  },
  botSso: {
    async getToken({ signInId }) {
      expectTypeOf(signInId).toEqualTypeOf<string | null>();
      return null;
    },
  },
  onEvent(event) {
    expectTypeOf(event.at).toBeNumber();
  },
};
expectTypeOf(fetchAuthToken('/auth/token')).toEqualTypeOf<LiveChatAuthOptions['getAuthToken']>();
expectTypeOf<LiveChatAuthErrorCode>().not.toEqualTypeOf<string>();
expectTypeOf<LiveChatAuthEvent['type']>().not.toEqualTypeOf<string>();
