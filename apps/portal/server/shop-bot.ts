import type { Bot, BotChat } from '@lcw-auth/simulator/omnichannel';
import type { Language } from './language.js';

/** Returns the given name of the customer with this subject; null when it is not known. */
export type NameOf = (subject: string) => string | null;

/** Texts of the bot. Each command that a text suggests is understood in every language. */
const texts = {
  en: {
    hello: 'Hello! I am the assistant of Halden Coffee.',
    card: 'Sign in so that I can see your orders.',
    thanks: (name: string) => `Thank you, ${name}. I can see your orders now. What can I do for you?`,
    thanksUnnamed: 'Thank you. I can see your orders now. What can I do for you?',
    notSignedIn: 'You are not signed in. Write "sign in" to try again.',
    ordersNeedSignIn: 'I can tell you about your orders when you are signed in. Write "sign in" to try again.',
    order: 'Your newest order is on its way. It should arrive the day after tomorrow.',
    agent: (queue: string) => `I have informed the queue "${queue}". An agent will join you soon.`,
    help: 'Write "orders" to ask about your orders, "sign in" to sign in, or "agent" to talk to an agent.',
  },
  de: {
    hello: 'Hallo! Ich bin der Assistent von Halden Coffee.',
    card: 'Melden Sie sich an, damit ich Ihre Bestellungen sehen kann.',
    thanks: (name: string) => `Danke, ${name}. Ich kann Ihre Bestellungen jetzt sehen. Was kann ich für Sie tun?`,
    thanksUnnamed: 'Danke. Ich kann Ihre Bestellungen jetzt sehen. Was kann ich für Sie tun?',
    notSignedIn: 'Sie sind nicht angemeldet. Schreiben Sie „anmelden“, um es noch einmal zu versuchen.',
    ordersNeedSignIn:
      'Ich kann Ihnen Auskunft über Ihre Bestellungen geben, wenn Sie angemeldet sind. Schreiben Sie „anmelden“, um es noch einmal zu versuchen.',
    order: 'Ihre neueste Bestellung ist unterwegs. Sie kommt voraussichtlich übermorgen an.',
    agent: (queue: string) => `Ich habe die Warteschlange „${queue}“ informiert. Gleich meldet sich jemand bei Ihnen.`,
    help: 'Schreiben Sie „Bestellungen“, um nach Ihren Bestellungen zu fragen, „anmelden“, um sich anzumelden, oder „Mitarbeiter“, um mit einem Mitarbeiter zu sprechen.',
  },
} as const satisfies Record<Language, unknown>;

const commands = {
  signIn: /\bsign|log ?in|anmeld/i,
  orders: /order|bestell|parcel|paket/i,
  agent: /agent|human|person|mensch|mitarbeiter/i,
};

/**
 * Creates the shop's virtual assistant: it asks the customer to sign in and answers a few questions.
 * @param language Returns the language of the customer's current request.
 */
export function createShopBot(nameOf: NameOf, language: () => Language): Bot {
  const subjects = new Map<string, string>();

  async function askToSignIn(chat: BotChat, notSignedIn: string): Promise<void> {
    const { card, thanks, thanksUnnamed } = texts[language()];
    const outcome = await chat.askToSignIn({ text: card });
    if (outcome.status === 'not-signed-in') return chat.say(notSignedIn);
    subjects.set(chat.conversation.id, outcome.subject);
    const name = nameOf(outcome.subject);
    return chat.say(name === null ? thanksUnnamed : thanks(name));
  }

  return {
    async onStart(chat) {
      const { hello, notSignedIn } = texts[language()];
      chat.say(hello);
      await askToSignIn(chat, notSignedIn);
    },
    async onMessage(text, chat) {
      const { notSignedIn, ordersNeedSignIn, order, agent, help } = texts[language()];
      if (commands.signIn.test(text)) return askToSignIn(chat, notSignedIn);
      if (commands.orders.test(text)) return subjects.has(chat.conversation.id) ? chat.say(order) : askToSignIn(chat, ordersNeedSignIn);
      if (commands.agent.test(text)) return chat.say(agent(chat.conversation.queue));
      return chat.say(help);
    },
  };
}
