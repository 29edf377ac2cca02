import type { AuthTokenProvider, BotAuthTokenProvider, WidgetSdk } from '@lcw-auth/core';
import type { Omnichannel } from '@lcw-auth/simulator';
import { decodeJwt } from 'jose';
import type { Violations } from './violations.js';

/** What the probe has to know of the page. */
export interface ProbeContext {
  generation: 'v1' | 'v2';
  /** Who is signed in as far as the page has told the library; null after `signOut()` too. */
  person(): string | null;
  /** May the card with that sign-in id be hidden? */
  mayHide(signInId: string): boolean;
  violations: Violations;
}

/** Stands between the library and the widget's SDK, and looks at every ask and every answer. */
export interface WidgetProbe {
  /** Stands in front of that SDK from now on. */
  watch(sdk: WidgetSdk): void;
  /** What must hold between two events: no ask is overdue, and v1 holds nobody else's token. */
  check(): void;
  /** The device slept: time in which nobody could answer. */
  slept(ms: number): void;
  readonly asks: number;
  readonly cards: number;
}

/** An Omnichannel that looks at whose token a chat starts with: the widget may have kept one. */
export function watchStarts(omnichannel: Omnichannel, person: () => string | null, violations: Violations): Omnichannel {
  return {
    ...omnichannel,
    startConversation(request) {
      const sub = request.token === null || request.token.split('.').length !== 3 ? null : decodeJwt(request.token).sub;
      if (sub && sub !== person())
        violations.report('No chat starts with the token of somebody who is not signed in', `${sub} for ${person()}`);
      return omnichannel.startConversation(request);
    },
  };
}

/** Milliseconds that the widget waits for a token, and within which a card has to be answered. */
const askLimit = 10_000;
const cardLimit = 1_800;

export function createWidgetProbe({ generation, person, mayHide, violations }: ProbeContext): WidgetProbe {
  const open = new Set<{ askedAt: number; limit: number; rule: string }>();
  const watched = new WeakSet<WidgetSdk>();
  let captured: unknown = null;
  let asks = 0;
  let cards = 0;

  function checkToken(token: unknown) {
    if (token === null) return;
    if (typeof token !== 'string') return violations.report('The widget never gets undefined', typeof token);
    const { sub, exp = 0 } = decodeJwt(token);
    if (sub !== person()) violations.report('The widget never gets the token of somebody who is not signed in', `${sub} for ${person()}`);
    if (exp * 1000 <= Date.now()) violations.report('The widget never gets an expired token');
  }

  /** Wraps one kind of ask: counts its answers and its time. */
  function asked(limit: number, rule: string) {
    const ask = { askedAt: Date.now(), limit, rule };
    let answers = 0;
    open.add(ask);
    return {
      answered() {
        open.delete(ask);
        answers += 1;
        if (answers > 1) violations.report(`${rule} is answered once`);
        if (Date.now() - ask.askedAt > limit) violations.report(`${rule} is answered in time`, `${Date.now() - ask.askedAt} ms`);
      },
      isAnswered: () => answers > 0,
    };
  }

  const watchAuth =
    (provider: AuthTokenProvider): AuthTokenProvider =>
    (callback) => {
      asks += 1;
      const ask = asked(askLimit, 'An ask for a token');
      // v1 reads what was answered by the time that the provider returns.
      if (generation === 'v1') captured = undefined;
      let isSynchronous = true;
      const answered = provider((token) => {
        ask.answered();
        checkToken(token);
        if (generation === 'v1' && isSynchronous) captured = token;
        callback(token);
      });
      isSynchronous = false;
      if (generation === 'v1' && captured === undefined) violations.report('v1 is answered in the turn in which it asks');
      return answered;
    };

  const watchBot =
    (provider: BotAuthTokenProvider): BotAuthTokenProvider =>
    async (botTokenUrl, callback) => {
      cards += 1;
      const ask = asked(cardLimit, 'A card');
      // A forged event calls the provider with anything.
      const signInId = (URL.canParse(botTokenUrl) && new URL(botTokenUrl).searchParams.get('state')) || '';
      const work = provider(botTokenUrl, (answer) => {
        ask.answered();
        if (!answer.show && !mayHide(signInId)) violations.report('A card is hidden only when the service said so for it', signInId);
        if (typeof answer.show !== 'boolean') violations.report('A card is answered with show: true or false');
        callback(answer);
      });
      try {
        await work;
      } catch (error) {
        violations.report('The bot provider never rejects', String(error));
      }
      if (!ask.isAnswered()) violations.report('A card is answered before the promise resolves');
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
      for (const ask of open) {
        if (Date.now() - ask.askedAt <= ask.limit) continue;
        open.delete(ask);
        violations.report(`${ask.rule} is answered in time`, 'never');
      }
      if (typeof captured !== 'string') return;
      const { sub } = decodeJwt(captured);
      if (sub !== person()) violations.report('v1 holds no token of somebody who is not signed in', `${sub} for ${person()}`);
    },
    slept(ms) {
      for (const ask of open) ask.askedAt += ms;
    },
    get asks() {
      return asks;
    },
    get cards() {
      return cards;
    },
  };
}
