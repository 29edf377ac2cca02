import type { Bot, BotChat } from '@lcw-auth/simulator/omnichannel';

/** Who a customer is, by the subject of the bot's token. */
export type NameOf = (subject: string) => string | null;

/** The shop's virtual assistant: it wants to know who it talks to, and answers a few questions. */
export function createShopBot(nameOf: NameOf): Bot {
  const subjects = new Map<string, string>();

  const askToSignIn = async (chat: BotChat, signedOutText: string): Promise<void> => {
    const outcome = await chat.askToSignIn({ text: 'Sign in so that I can see your orders.' });
    if (outcome.status === 'not-signed-in') return chat.say(signedOutText);
    subjects.set(chat.conversation.id, outcome.subject);
    const name = nameOf(outcome.subject);
    return chat.say(
      name
        ? `Thank you, ${name}. I can see your orders now. What can I do for you?`
        : 'Thank you, I know who you are now. What can I do for you?',
    );
  };

  return {
    async onStart(chat) {
      chat.say('Hello! I am the assistant of Halden Coffee.');
      await askToSignIn(chat, 'Never mind. Write "sign in" when you want me to ask again.');
    },
    async onMessage(text, chat) {
      const said = text.toLowerCase();
      if (/sign|log ?in|anmeld/.test(said)) return askToSignIn(chat, 'That was not to be. You can write "sign in" again.');
      if (/order|bestell|parcel|paket/.test(said)) {
        if (!subjects.has(chat.conversation.id)) return askToSignIn(chat, 'I can tell you about orders once you are signed in.');
        return chat.say('Your newest order is on its way. It should be with you the day after tomorrow.');
      }
      if (/agent|human|person|mensch/.test(said))
        return chat.say(`I have told the queue "${chat.conversation.queue}". Somebody will be with you soon.`);
      return chat.say('I know about orders and about signing in. For all else, ask for a person.');
    },
  };
}
