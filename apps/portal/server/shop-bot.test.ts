import type { BotChat } from '@lcw-auth/simulator/omnichannel';
import { expect, it } from 'vitest';
import { createShopBot } from './shop-bot.js';

/** Returns what the bot says to a text of a customer who is not signed in. */
async function answersTo(text: string, language: 'en' | 'de'): Promise<string[]> {
  const said: string[] = [];
  const chat = {
    conversation: { id: 'conversation-1', queue: 'Guests' },
    say: (answer: string) => void said.push(answer),
    askToSignIn: async () => ({ status: 'not-signed-in' }),
  } as unknown as BotChat;
  await createShopBot(
    () => null,
    () => language,
  ).onMessage?.(text, chat);
  return said;
}

it.each(['en', 'de'] as const)('the bot understands each command that it suggests (%s)', async (language) => {
  const [help = ''] = await answersTo('Hm?', language);
  const suggestions = [...help.matchAll(/["„]([^"“]+)["“]/g)].map(([, command = '']) => command);
  expect(suggestions).toHaveLength(3);
  const answers = await Promise.all(suggestions.map((command) => answersTo(command, language)));
  for (const said of answers) expect(said).toEqual([expect.not.stringContaining(help)]);
});
