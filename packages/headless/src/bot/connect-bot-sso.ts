import type { LiveChatAuthClient } from '@lcw-auth/core';
import { headlessHost } from '../headless-chat.js';

/** A message of Microsoft's `BroadcastService`. */
export interface BroadcastMessage {
  eventName: string;
  /** Identifies a message that was posted. */
  eventId?: string;
  /** The start of the page that posted the message, and the time since then, in milliseconds. `connectLiveChatWidget` adds it. */
  posted?: { pageStart: number; after: number };
  payload?: unknown;
}

/** The part of `BroadcastService`, which Microsoft's widget exports, that this package uses. */
export interface BroadcastServiceLike {
  /** Sends a message to the widget's other parts. */
  postMessage(message: BroadcastMessage, options?: object): void;
  /** Returns the stream of all messages. */
  getAnyMessage(): {
    /** Adds a message to the stream. */
    next(message: BroadcastMessage): void;
  };
}

/**
 * Decides the bot's sign-in cards in Microsoft's React widget, and lets `client.startChat()` and `client.closeChat()` open
 * and close the widget. Returns a function that disconnects.
 *
 * The widget announces a card on a channel that reaches every tab, and it may deliver the announcement twice. A response does not
 * name its card, so a response that arrives late decides the next card. Therefore this function reads the announcement in the tab
 * in which the widget posts it. It responds only in this tab, and only while the widget waits.
 * @throws TypeError when the client was created without `host: headlessChat`.
 * @example
 * useEffect(() => connectBotSso(client, BroadcastService), [client]);
 */
export function connectBotSso(client: LiveChatAuthClient, broadcastService: BroadcastServiceLike): () => void {
  const host = headlessHost(client, 'connectBotSso');
  const deliver = (eventName: string, payload?: unknown) => broadcastService.getAnyMessage().next({ eventName, payload });

  function answer(botTokenUrl: string): void {
    const announcedAt = Date.now();
    void host.port.answerCard(botTokenUrl, ({ show }) => {
      const { retries = 3, interval = 1_000 } = client.getOptions().botSso?.widgetWait ?? {};
      // After the last try the widget has decided. A late response would decide the next card.
      if (Date.now() - announcedAt < (retries - 1) * interval) deliver('BotAuthConfigResponse', { response: show });
    });
  }

  const original = broadcastService.postMessage;
  const post: BroadcastServiceLike['postMessage'] = (message, options) => {
    original.call(broadcastService, message, ...(options ? [options] : []));
    const botTokenUrl = message.eventName === 'SignInCardReceived' ? readBotTokenUrl(message.payload) : null;
    if (botTokenUrl !== null && client.getOptions().botSso) answer(botTokenUrl);
  };
  broadcastService.postMessage = post;
  const detach = host.attachWidget({
    startChat: (options) => deliver('StartChat', options?.customContext && { customContext: options.customContext }),
    closeChat: () => deliver('InitiateEndChat'),
  });
  return () => {
    detach();
    if (broadcastService.postMessage === post) broadcastService.postMessage = original;
  };
}

function readBotTokenUrl(payload: unknown): string | null {
  const { sasUrl } = Object(payload) as { sasUrl?: unknown };
  return typeof sasUrl === 'string' ? sasUrl : null;
}
