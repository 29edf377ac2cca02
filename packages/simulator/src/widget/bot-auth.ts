import type { BotAuthTokenProvider } from '@lcw-auth/core';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** How a generation of the widget asks the page whether to show a sign-in card. */
export interface BotAuth {
  setBotAuthTokenProvider(provider: BotAuthTokenProvider): void;
  /** Calls the providers for a card that has arrived, synchronously. */
  cardReceived(sasUrl: string): CardAnswers;
}

/** The providers' answers for one card. */
export interface CardAnswers {
  /** Whether to show the card. Undefined: no answer yet. */
  readonly show: boolean | undefined;
  /** Number of providers that were called. */
  readonly providerCalls: number;
  /** Ends the wait after the widget has decided. */
  close(): void;
}

/** The current generation: the last provider that was set is called, and each card has its own answer. (Inferred.) */
export function createBotAuthV2(page: WidgetPage): BotAuth {
  let provider: BotAuthTokenProvider | null = null;
  return {
    setBotAuthTokenProvider(next) {
      if (typeof next !== 'function') throw new TypeError('setBotAuthTokenProvider: the provider must be a function.');
      provider = next;
    },
    cardReceived(sasUrl) {
      const answers = { show: undefined as boolean | undefined, providerCalls: 0, close: () => {} };
      if (!provider) return answers;
      answers.providerCalls = 1;
      page.log({ from: 'widget', to: 'page', type: 'bot-provider-called' });
      try {
        Promise.resolve(provider(sasUrl, (answer) => void (answers.show = readShow(answer)))).catch(() => undefined);
      } catch {
        // A provider that throws gives no answer.
      }
      return answers;
    },
  };
}

/** The iframe generation: it adds a window listener that is never removed, and keeps one answer for all cards. (Source.) */
export function createBotAuthV1(page: WidgetPage, lifetime: Lifetime): BotAuth {
  let calls = 0;
  /** The last answer of any callback, for any card. */
  let answered: unknown;
  const open = new Set<{ show: boolean | undefined }>();
  const post = () => {
    const show = readShow(answered);
    for (const card of open) card.show = show ?? card.show;
  };
  return {
    setBotAuthTokenProvider(provider) {
      lifetime.listen(page.window, 'lcw:signInCardReceived', (event) => {
        const { sasUrl } = Object((event as CustomEvent<unknown>).detail) as { sasUrl: string };
        calls += 1;
        page.log({ from: 'widget', to: 'page', type: 'bot-provider-called' });
        const call = async () => {
          await provider(sasUrl, (answer) => void (answered = answer));
          post();
        };
        call().catch(() => undefined);
      });
    },
    cardReceived(sasUrl) {
      const before = calls;
      const card = { show: undefined as boolean | undefined, providerCalls: 0, close: () => void open.delete(card) };
      open.add(card);
      page.raise('lcw:signInCardReceived', { sasUrl });
      card.providerCalls = calls - before;
      return card;
    },
  };
}

const readShow = (answer: unknown): boolean | undefined => {
  const { show } = Object(answer) as { show?: unknown };
  return show === undefined ? undefined : show !== false;
};
