import type { AuthTokenProvider, BotAuthTokenProvider, WidgetSdk } from '@lcw-auth/core';
import type { Omnichannel } from '@lcw-auth/simulator';
import { decodeJwt } from 'jose';
import type { Violations } from './violations.js';

/** What the probe knows about the page. */
export interface ProbeContext {
  generation: 'v1' | 'v2';
  /** Returns the user that the page passed to the library; null also after `signOut()`. */
  activeUser(): string | null;
  /** Returns the user whose token the widget may hold. While the session is loading, this is the previous user for five seconds. */
  keptUser(): string | null;
  /** Returns true when the card with that sign-in id may be hidden. */
  mayHide(signInId: string): boolean;
  violations: Violations;
}

/** Wraps the providers that the library registers, and checks every request and every answer. */
export interface WidgetProbe {
  /** Wraps the setters of that SDK. */
  watch(sdk: WidgetSdk): void;
  /** Checks what must hold between two events: no request is overdue, and v1 holds no token of another user. */
  check(): void;
  /** The device slept, so nothing could respond in this time. */
  slept(ms: number): void;
  readonly requests: number;
  readonly cards: number;
}

/** What `watchRequests` knows about the page. */
export interface RequestContext extends Pick<ProbeContext, 'keptUser' | 'violations'> {
  /** True when a chat stays open for the next user. The widget then continues it with any token that it holds. */
  keepsChat: boolean;
}

/**
 * Wraps an Omnichannel and checks whose token the widget's requests carry, because the widget may have kept an earlier token.
 * A conversation belongs to the user who was signed in when it started. An anonymous conversation belongs to the user of its first token.
 */
export function watchRequests(omnichannel: Omnichannel, { keptUser, keepsChat, violations }: RequestContext): Omnichannel {
  const owners = new Map<string, string>();
  /** Chats that stayed open for another user. */
  const kept = new Set<string>();
  return {
    ...omnichannel,
    async startConversation(request) {
      const sub = subjectOf(request.token);
      if (sub !== null && sub !== keptUser())
        violations.report('No chat starts with the token of a user who is not signed in', `${sub} for ${keptUser()}`);
      const owner = keptUser();
      const result = await omnichannel.startConversation(request);
      if ('conversation' in result && owner !== null) owners.set(result.conversation.id, owner);
      return result;
    },
    perform(request) {
      const sub = subjectOf(request.token ?? null);
      const owner = owners.get(request.conversationId) ?? sub;
      if (keepsChat && owner !== keptUser()) kept.add(request.conversationId);
      if (sub !== null && sub !== owner && !kept.has(request.conversationId))
        violations.report("No request of one user's chat carries the token of another", `${sub} for ${owner}`);
      if (owner !== null) owners.set(request.conversationId, owner);
      return omnichannel.perform(request);
    },
  };
}

/** Returns the subject of a token. Returns null when there is no token, and for text that is not a JWT. */
const subjectOf = (token: string | null): string | null =>
  token === null || token.split('.').length !== 3 ? null : (decodeJwt(token).sub ?? null);

/** How long the widget waits for a token, in milliseconds. */
const tokenLimit = 10_000;
/** Time limit for the decision about a card, in milliseconds. */
const cardLimit = 1_800;

export function createWidgetProbe({ generation, activeUser, keptUser, mayHide, violations }: ProbeContext): WidgetProbe {
  const open = new Set<{ requestedAt: number; limit: number; rule: string }>();
  const watched = new WeakSet<WidgetSdk>();
  let captured: unknown = null;
  let requests = 0;
  let cards = 0;

  function checkToken(token: unknown) {
    if (token === null) return;
    if (typeof token !== 'string') return violations.report('The widget never receives undefined', typeof token);
    const { sub, exp = 0 } = decodeJwt(token);
    if (sub !== activeUser())
      violations.report('The widget never receives the token of a user who is not signed in', `${sub} for ${activeUser()}`);
    if (exp * 1000 <= Date.now()) violations.report('The widget never receives an expired token');
  }

  /** Records one request: counts its answers and its time. */
  function request(limit: number, rule: string) {
    const entry = { requestedAt: Date.now(), limit, rule };
    let answers = 0;
    open.add(entry);
    return {
      answered() {
        open.delete(entry);
        answers += 1;
        if (answers > 1) violations.report(`${rule} is answered once`);
        if (Date.now() - entry.requestedAt > limit)
          violations.report(`${rule} is answered in time`, `${Date.now() - entry.requestedAt} ms`);
      },
      isAnswered: () => answers > 0,
    };
  }

  const watchAuth =
    (provider: AuthTokenProvider): AuthTokenProvider =>
    (callback) => {
      requests += 1;
      const pending = request(tokenLimit, 'A token request');
      // v1 reads the answer when the provider returns.
      if (generation === 'v1') captured = undefined;
      let isSynchronous = true;
      const answered = provider((token) => {
        pending.answered();
        checkToken(token);
        if (generation === 'v1' && isSynchronous) captured = token;
        callback(token);
      });
      isSynchronous = false;
      if (generation === 'v1' && captured === undefined) violations.report('v1 receives its answer in the same tick');
      return answered;
    };

  const watchBot =
    (provider: BotAuthTokenProvider): BotAuthTokenProvider =>
    async (botTokenUrl, callback) => {
      cards += 1;
      const pending = request(cardLimit, 'A card');
      // A forged event calls the provider with any value.
      const signInId = (URL.canParse(botTokenUrl) && new URL(botTokenUrl).searchParams.get('state')) || '';
      const work = provider(botTokenUrl, (answer) => {
        pending.answered();
        if (!answer.show && !mayHide(signInId)) violations.report("A card is hidden only when the service's response allows it", signInId);
        if (typeof answer.show !== 'boolean') violations.report('A card is answered with show: true or false');
        callback(answer);
      });
      try {
        await work;
      } catch (error) {
        violations.report('The bot provider never rejects', String(error));
      }
      if (!pending.isAnswered()) violations.report('A card is answered before the promise resolves');
    };

  return {
    watch(sdk) {
      if (watched.has(sdk)) return;
      watched.add(sdk);
      const behind = new WeakMap<AuthTokenProvider, AuthTokenProvider>();
      const { setAuthTokenProvider, getAuthTokenProvider, removeAuthTokenProvider, setBotAuthTokenProvider } = sdk;
      sdk.setAuthTokenProvider = (provider) => {
        const wrapper = watchAuth(provider);
        behind.set(wrapper, provider);
        setAuthTokenProvider.call(sdk, wrapper);
      };
      sdk.getAuthTokenProvider = () => {
        const wrapper = getAuthTokenProvider?.call(sdk) ?? null;
        return wrapper && (behind.get(wrapper) ?? wrapper);
      };
      sdk.removeAuthTokenProvider = () => removeAuthTokenProvider?.call(sdk);
      sdk.setBotAuthTokenProvider = (provider) => setBotAuthTokenProvider.call(sdk, watchBot(provider));
    },
    check() {
      for (const entry of open) {
        if (Date.now() - entry.requestedAt <= entry.limit) continue;
        open.delete(entry);
        violations.report(`${entry.rule} is answered in time`, 'never');
      }
      if (typeof captured !== 'string') return;
      const { sub } = decodeJwt(captured);
      if (sub !== keptUser()) violations.report('v1 holds no token of a user who is not signed in', `${sub} for ${keptUser()}`);
    },
    slept(ms) {
      for (const entry of open) entry.requestedAt += ms;
    },
    get requests() {
      return requests;
    },
    get cards() {
      return cards;
    },
  };
}
