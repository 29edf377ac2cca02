import type { Activity } from '../bot/activity.js';
import { readSignInCard, type SignInCard } from '../bot/sign-in-card.js';
import type { ConversationMessage } from '../omnichannel/conversation.js';
import type { ChatMessage, SignInCardMessage, SimulatorState } from '../simulator-state.js';
import type { Store } from '../store.js';
import type { BotAuth } from './bot-auth.js';
import { decideCard, type BotAuthConfig, type CardTiming } from './card-decision.js';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** What became of one sign-in card. */
export interface SignInCardResult {
  shown: boolean;
  /** Milliseconds from the card's arrival to the widget's decision. */
  afterMs: number;
  /** How often a bot provider was called for this card. */
  providerCalls: number;
}

type CardLine = Extract<ChatMessage, SignInCardMessage>;

/** One chat's messages on their way into the panel: in order, each waiting for the card before it. */
export interface Incoming {
  receive(message: ConversationMessage, activity: Activity | undefined): void;
  /** The bot has its token for that id. */
  complete(signInId: string): void;
  /** The chat is over: nothing more is drawn. */
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
  const seen = new Set<string>();
  let busy = false;
  let stopped = false;
  let waiting: (() => Promise<void> | void)[] = [];

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
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

  function changeCards(isIt: (card: CardLine) => boolean, changes: Partial<SignInCardMessage>): void {
    const change = (card: CardLine): CardLine => ({ ...card, ...changes });
    state.change({ messages: state.get().messages.map((each) => (each.type === 'sign-in-card' && isIt(each) ? change(each) : each)) });
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
    if (signInId !== null && seen.has(signInId)) return decided(false, 0, 'seen-before');
    if (signInId !== null) seen.add(signInId);
    if (signInId === null || card.sasUrl === null) {
      show({ ...line, visibility: 'shown' });
      return decided(true, 0, signInId === null ? 'no-sign-in-id' : 'no-bot-token-url');
    }
    state.change({ messages: [...state.get().messages, { ...line, visibility: 'held' }] });
    const answers = botAuth.cardReceived(card.sasUrl);
    const decision = await decideCard(answers, cardTiming, botAuthConfig, lifetime);
    if (decision === 'missed') seen.delete(signInId);
    if (!stopped) reveal(id, decision === 'hide' ? 'hidden' : 'shown');
    decided(decision !== 'hide', answers.providerCalls, decision);
  }

  return {
    receive(message, activity) {
      // What the person wrote is on their screen at once.
      if (message.from === 'customer' && message.type === 'text') return show(message);
      const card = activity ? readSignInCard(activity) : null;
      if (card) waiting.push(() => receiveCard(message, card));
      else if (message.type === 'text') waiting.push(() => show(message));
      // Uninstalled while a card was held: nothing is left to decide.
      work().catch(() => undefined);
    },
    complete(signInId) {
      changeCards((card) => card.signInId === signInId, { completed: true });
    },
    stop() {
      stopped = true;
      waiting = [];
    },
  };
}
