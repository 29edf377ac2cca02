import type { LiveChatAuthClient } from '@lcw-auth/core';
import { headlessHost } from '../headless-chat.js';

/** The adapter of `chatSDK.createChatAdapter()`, which yields the activities of a chat. */
export interface ActivitySource {
  /** Returns the activities of the chat, in their order. */
  activities(options?: { signal?: AbortSignal }): AsyncIterable<unknown>;
}

const cardTypes = ['application/vnd.microsoft.card.oauth', 'application/vnd.microsoft.card.signin'];
/** The pattern of Microsoft's widget. A card whose button has another URL is shown without a call of the provider. */
const signInUrl = /\S+\.botframework\.com\/api\/oauth\/signin\?signin=\S+/;

/**
 * Wraps an adapter so that the client decides the bot's sign-in cards. Use it on a page that has Microsoft's chat SDK without the
 * React widget. A card and the activities after it wait for the decision, as in the widget. A hidden card is omitted.
 * @throws TypeError when the client was created without `host: headlessChat`.
 * @example
 * const adapter = withBotSso(client, await chatSDK.createChatAdapter());
 */
export function withBotSso<Adapter extends ActivitySource>(client: LiveChatAuthClient, adapter: Adapter): Adapter {
  const { port } = headlessHost(client, 'withBotSso');

  async function* activities(options?: { signal?: AbortSignal }) {
    for await (const activity of adapter.activities(options)) {
      const botTokenUrl = client.getOptions().botSso ? readBotTokenUrl(activity) : null;
      if (botTokenUrl === null || (await isShown(botTokenUrl))) yield activity;
    }
  }

  async function isShown(botTokenUrl: string): Promise<boolean> {
    let isCardShown = true;
    await port.answerCard(botTokenUrl, ({ show }) => void (isCardShown = show));
    return isCardShown;
  }

  return new Proxy(adapter, {
    get(target, name) {
      if (name === 'activities') return activities;
      const value: unknown = Reflect.get(target, name);
      // The method is bound to the adapter, because a method that uses private fields of its class fails on a proxy.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Returns the bot token URL of a sign-in card, and null for every other activity. Activities are untrusted input. */
function readBotTokenUrl(activity: unknown): string | null {
  const { attachments } = Object(activity) as { attachments?: unknown };
  const card = (Array.isArray(attachments) ? attachments[0] : null) as Card | null | undefined;
  if (!card || !cardTypes.includes(String(card.contentType))) return null;
  const url = card.content?.tokenPostResource?.sasUrl;
  return typeof url === 'string' && signInUrl.test(String(card.content?.buttons?.[0]?.value)) ? url : null;
}

interface Card {
  contentType?: unknown;
  content?: { buttons?: readonly { value?: unknown }[]; tokenPostResource?: { sasUrl?: unknown } };
}
