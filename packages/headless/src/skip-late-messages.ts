import type { BroadcastMessage, BroadcastServiceLike } from './bot/connect-bot-sso.js';
import type { HeadlessHost } from './headless-chat.js';

/** How many messages are remembered. A repeated message arrives within 500 ms. */
const maxMessages = 200;

/**
 * Withholds messages from the widget that would restore an old state. Returns a function that ends this.
 *
 * The widget posts its state to itself and stores it when the message arrives. Each rendering of the widget replaces the queue of
 * messages, and the old queue delivers what it holds 500 ms later, also when the channel has delivered it already. (Source.) The widget
 * would then store an old state, or the state of a user who has left.
 */
export function skipLateMessages(host: HeadlessHost, broadcastService: BroadcastServiceLike): () => void {
  const { storedChats } = host;
  const stream = broadcastService.getAnyMessage();
  const { postMessage } = broadcastService;
  const deliver = stream.next.bind(stream);
  const delivered = new Set<string>();
  /** Time of the newest state of each page, because the clocks of two tabs may differ. */
  const newestStates = new Map<number, number>();

  const post: BroadcastServiceLike['postMessage'] = (message, ...options) =>
    postMessage.call(broadcastService, { ...message, posted: { pageStart: performance.timeOrigin, after: performance.now() } }, ...options);

  const next: typeof stream.next = (message) => {
    const { eventId, posted, payload } = message;
    if (eventId !== undefined && isRepeated(eventId)) return;
    const { domainStates } = Object(payload) as { domainStates?: DomainStates };
    if (domainStates) {
      if (isOlder(posted)) return;
      const chatId = domainStates.chatToken?.chatId ?? domainStates.liveChatContext?.chatToken?.chatId;
      if (chatId !== undefined) {
        storedChats.notice(chatId);
        host.forgetWithoutUser();
        if (storedChats.isForgotten(chatId)) return;
      }
    }
    deliver(message);
  };

  /** Records the message. True when it was recorded before. */
  function isRepeated(eventId: string): boolean {
    if (delivered.has(eventId)) return true;
    delivered.add(eventId);
    const [oldest] = delivered;
    if (delivered.size > maxMessages) delivered.delete(oldest!);
    return false;
  }

  /** Records the time of a state. True when a newer state of the same page was recorded before. */
  function isOlder(posted: BroadcastMessage['posted']): boolean {
    if (!posted) return false;
    const { pageStart, after } = posted;
    if (after < (newestStates.get(pageStart) ?? 0)) return true;
    newestStates.set(pageStart, after);
    return false;
  }

  broadcastService.postMessage = post;
  stream.next = next;
  return () => {
    if (broadcastService.postMessage === post) broadcastService.postMessage = postMessage;
    if (stream.next === next) stream.next = deliver;
  };
}

/** The part of the widget's state that names the conversation. */
interface DomainStates {
  chatToken?: { chatId?: string };
  liveChatContext?: { chatToken?: { chatId?: string } };
}
