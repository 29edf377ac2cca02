import type { BotTokenService, Omnichannel } from '@lcw-auth/simulator';
import type { Page } from '@playwright/test';
import { sharedTestIssuer } from '../test-token.js';
import type { LiveChatPage } from './live-chat-page.js';
import type { PageSide } from './page-side.js';

/** Creates the test's half of the fixture, for one page. */
export function createLiveChatPage(page: Page, omnichannel: Omnichannel, botTokens: BotTokenService): LiveChatPage {
  const conversations = () => omnichannel.getConversations();

  /** Calls the page's half, which exists after the page was opened. */
  async function call<Name extends keyof PageSide>(
    name: Name,
    ...parameters: Parameters<PageSide[Name]>
  ): Promise<Awaited<ReturnType<PageSide[Name]>>> {
    const side = await page.evaluateHandle(() => window.lcwAuthPageSide);
    const answer = await side.evaluate(
      (there, [method, given]) => {
        if (!there) throw new Error('liveChat: this page has no widget yet. Write await page.goto(...) first.');
        return (there[method] as (...all: readonly unknown[]) => unknown)(...given);
      },
      [name, parameters] as const,
    );
    await side.dispose();
    return answer as Awaited<ReturnType<PageSide[Name]>>;
  }

  return {
    omnichannel,
    conversations,
    conversation: async () => (await conversations()).at(-1) ?? null,
    view: async () => ({ conversations: await conversations(), state: await call('state') }),
    async serveTokens(url, claims = {}) {
      await page.route(url, async (route) => {
        const headers = { 'cache-control': 'no-store' };
        if (claims === null) return route.fulfill({ status: 401, headers });
        return route.fulfill({ headers, contentType: 'text/plain', body: await (await sharedTestIssuer()).sign(claims) });
      });
    },
    ready: () => call('ready'),
    startChat: () => call('startChat'),
    endChat: () => call('endChat'),
    sendMessage: (text) => call('sendMessage', text),
    receiveMessage: (text, from = 'bot') => call('receiveMessage', text, from),
    sendSignInCard(card = {}) {
      // The service of this process issues the URL, because it answers the page's post of the token.
      const permission = botTokens.issue(card.signInId ?? undefined);
      return call('sendSignInCard', { signInId: permission.signInId, sasUrl: permission.sasUrl, ...card });
    },
    log: () => call('log'),
  };
}
