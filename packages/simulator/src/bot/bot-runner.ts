import type { Conversation } from '../omnichannel/conversation.js';
import type { Conversations } from '../omnichannel/conversations.js';
import { signInActivity } from './activity.js';
import type { Bot, BotChat } from './bot.js';
import type { BotTokenService } from './bot-token-service.js';

/** Runs one bot in all conversations. In each it runs until an agent takes over or the conversation ends. */
export interface BotRunner {
  start(conversation: Conversation): void;
  /** Passes a message of the customer to the bot. */
  receive(conversationId: string, text: string): void;
  /** Stops the bot in one conversation. */
  stop(conversationId: string): void;
}

export function createBotRunner(bot: Bot, conversations: Conversations, tokenService: BotTokenService | undefined): BotRunner {
  const running = new Map<string, AbortController>();

  const run = async (id: string, work: (chat: BotChat) => void | Promise<void> | undefined) => {
    const stopped = running.get(id);
    const conversation = conversations.find(id);
    if (!stopped || !conversation) return;
    try {
      await work(chatOf(conversation, stopped.signal));
    } catch (error) {
      if (!stopped.signal.aborted)
        conversations.say(id, { from: 'system', text: `The bot failed: ${error instanceof Error ? error.message : String(error)}` });
    }
  };

  function chatOf({ id, ...started }: Conversation, signal: AbortSignal): BotChat {
    return {
      get conversation() {
        return conversations.find(id) ?? { id, ...started };
      },
      say: (text) => conversations.say(id, { from: 'bot', text }),
      setTyping: (typing) => conversations.emit({ type: 'typing', conversationId: id, who: typing ? 'bot' : null }),
      async askToSignIn(card = {}) {
        if (!tokenService) throw new Error('askToSignIn needs a bot token service. Pass botTokenService to createOmnichannel.');
        const permission = tokenService.issue(card.signInId ?? undefined);
        const { signInId, sasUrl } = permission;
        conversations.say(id, { from: 'bot', activity: signInActivity({ signInId, sasUrl, ...card }) });
        const subject = await tokenService.whenSignedIn(permission, signal);
        if (subject === null) return { status: 'not-signed-in' };
        conversations.emit({ type: 'bot-signed-in', conversationId: id, signInId });
        return { status: 'signed-in', subject };
      },
    };
  }

  return {
    start(conversation) {
      running.set(conversation.id, new AbortController());
      void run(conversation.id, (chat) => bot.onStart?.(chat));
    },
    receive: (id, text) => void run(id, (chat) => bot.onMessage?.(text, chat)),
    stop(id) {
      running.get(id)?.abort();
      running.delete(id);
    },
  };
}
