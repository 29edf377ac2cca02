import type { Activity } from '../bot/activity.js';
import { readSignInCard, type SignInCard } from '../bot/sign-in-card.js';
import type { ConversationMessage } from '../omnichannel/conversation.js';
import type { ChatMessage, SignInCardMessage, SimulatorState } from '../simulator-state.js';
import type { Store } from '../store.js';
import type { BotAuth } from './bot-auth.js';
import { decideCard, type BotAuthConfig, type CardTiming } from './card-decision.js';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** The widget's decision on one sign-in card. */
export interface SignInCardResult {
  /** True when the card is shown. */
  shown: boolean;
  /** Milliseconds from the card's arrival to the widget's decision. */
  afterMs: number;
  /** Number of calls of bot providers for this card. */
  providerCalls: number;
}

type CardLine = Extract<ChatMessage, SignInCardMessage>;

/** Adds a chat's messages to the panel in order. Each waits for the card before it. */
export interface Incoming {
  /** Adds a message. */
  receive(message: ConversationMessage, activity: Activity | undefined): void;
  /** Marks the card as completed: the bot has received its token. */
  complete(signInId: string): void;
  /** Stops drawing messages, because the chat has ended. */
  stop(): void;
}

export interface IncomingOptions {
  page: WidgetPage;
  lifetime: Lifetime;
  state: Store<SimulatorState>;
  botAuth: BotAuth;
  cardTiming: CardTiming;
  botAuthConfig: BotAuthConfig;
  onCardDecided(messageId: string, outcome: SignInCardResult): void;
}

export function createIncoming({ page, lifetime, state, botAuth, cardTiming, botAuthConfig, onCardDecided }: IncomingOptions): Incoming {
  const seenIds = new Set<string>();
  let busy = false;
  let stopped = false;
  let queue: (() => Promise<void> | void)[] = [];

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const pending = next();
        if (pending) await pending;
      }
    } finally {
      busy = false;
    }
  }

  function show(message: ChatMessage): void {
    if (stopped) return;
    state.change({ messages: [...state.get().messages, message] });
    if (message.from !== 'customer') page.raise('lcw:onMessageReceived', { messageId: message.id });
  }

  function changeCards(matches: (card: CardLine) => boolean, changes: Partial<SignInCardMessage>): void {
    const change = (card: CardLine): CardLine => ({ ...card, ...changes });
    state.change({ messages: state.get().messages.map((each) => (each.type === 'sign-in-card' && matches(each) ? change(each) : each)) });
  }

  function reveal(id: string, visibility: 'hidden' | 'shown'): void {
    changeCards((card) => card.id === id, { visibility });
    if (visibility === 'shown') page.raise('lcw:onMessageReceived', { messageId: id });
  }

  async function receiveCard(message: ConversationMessage, card: SignInCard): Promise<void> {
    const arrivedAt = Date.now();
    const decided = (shown: boolean, providerCalls: number, why: string) => {
      const outcome = { shown, afterMs: Date.now() - arrivedAt, providerCalls };
      page.log({ from: 'widget', to: 'widget', type: 'card-decided', detail: { signInId: card.signInId, why, ...outcome } });
      onCardDecided(message.id, outcome);
    };
    const { id, at } = message;
    const { text, buttonTitle, buttonUrl, signInId } = card;
    const line = { id, at, from: 'bot' as const, type: 'sign-in-card' as const, text, buttonTitle, buttonUrl, signInId, completed: false };
    if (signInId !== null && seenIds.has(signInId)) return decided(false, 0, 'seen-before');
    if (signInId !== null) seenIds.add(signInId);
    if (signInId === null || card.sasUrl === null) {
      show({ ...line, visibility: 'shown' });
      return decided(true, 0, signInId === null ? 'no-sign-in-id' : 'no-bot-token-url');
    }
    state.change({ messages: [...state.get().messages, { ...line, visibility: 'held' }] });
    const answers = botAuth.cardReceived(card.sasUrl);
    const decision = await decideCard(answers, cardTiming, botAuthConfig, lifetime);
    if (decision === 'missed') seenIds.delete(signInId);
    if (!stopped) reveal(id, decision === 'hide' ? 'hidden' : 'shown');
    decided(decision !== 'hide', answers.providerCalls, decision);
  }

  return {
    receive(message, activity) {
      // A message of the customer appears immediately.
      if (message.from === 'customer' && message.type === 'text') return show(message);
      const card = activity ? readSignInCard(activity) : null;
      if (card) queue.push(() => receiveCard(message, card));
      else if (message.type === 'text') queue.push(() => show(message));
      // After an uninstall there is no card to decide.
      work().catch(() => undefined);
    },
    complete(signInId) {
      changeCards((card) => card.signInId === signInId, { completed: true });
    },
    stop() {
      stopped = true;
      queue = [];
    },
  };
}
