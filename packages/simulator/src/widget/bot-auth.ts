import type { BotAuthTokenProvider } from '@lcw-auth/core';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** How a generation of the widget asks the page about a sign-in card. */
export interface BotAuth {
  setBotAuthTokenProvider(provider: BotAuthTokenProvider): void;
  /** A card has come: the providers are called now, in the same turn. */
  cardReceived(sasUrl: string): CardAnswers;
}

/** The answers to one card, as the widget hears them. */
export interface CardAnswers {
  /** What has been answered: whether to show it. Undefined: nothing yet. */
  readonly show: boolean | undefined;
  readonly providerCalls: number;
  /** The widget has decided and hears no more. */
  close(): void;
}

/** The current generation: one provider, the last that was set; each card has an answer of its own. (Inferred.) */
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
        // A provider that throws has not answered.
      }
      return answers;
    },
  };
}

/** The iframe era: listeners on the window for ever, and one answer for all cards. */
export function createBotAuthV1(page: WidgetPage, lifetime: Lifetime): BotAuth {
  let calls = 0;
  /** What callbacks write to, whichever card they are for. */
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
