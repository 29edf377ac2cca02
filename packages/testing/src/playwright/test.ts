import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { botTokenService, createLiveChatSimulator, type BotTokenServiceOptions, type LiveChatSimulatorOptions } from '@lcw-auth/simulator';
import { test as base, type BrowserContext } from '@playwright/test';
import { trustingSetting } from '../default-options.js';
import { sharedTestIssuer } from '../test-token.js';
import { createLiveChatPage } from './create-live-chat-page.js';
import type { LiveChatPage } from './live-chat-page.js';
import { bridgeOmnichannel } from './omnichannel-bridge.js';
import type { PageScriptOptions } from './page-script.js';

/** Options of the `liveChat` fixture: `test.use({ liveChatOptions: { generation: 'v1' } })`. */
export interface LiveChatFixtureOptions
  extends
    Pick<LiveChatSimulatorOptions, 'generation' | 'setting' | 'workstream' | 'contacts' | 'accounts' | 'cases' | 'signInOptional'>,
    Pick<LiveChatSimulatorOptions, 'persistentChat' | 'validation' | 'availability' | 'clock' | 'bot' | 'faults'>,
    Pick<BotTokenServiceOptions, 'verifyToken'> {
  /** 'page' (the default): the widget loads when the portal's own script tag is there. 'simulated': the portal has none. */
  scriptTag?: 'page' | 'simulated';
  /**
   * Milliseconds from the page's load event, or from its script tag where that comes later, to `lcw:ready`; or 'never'.
   * Default 300: as with the real script, the app has mounted by then. 0 shows what becomes of an app that is late.
   */
  readyAfter?: number | 'never';
  /** Is the chat button drawn? Default true. */
  ui?: boolean;
}

/** What `test` offers besides Playwright's own fixtures. */
export interface LiveChatFixtures {
  liveChatOptions: LiveChatFixtureOptions;
  /** The widget in `page`. Ask for it, and it is there before the page's own scripts run. */
  liveChat: LiveChatPage;
}

/** Made when this package is built; the same place as seen from src and from dist. */
const pageScript = join(import.meta.dirname, '../../dist/page-script.js');
const widgetId = 'simulated-widget';
const botTokenHosts = /^https:\/\/(?:\w+\.)?token\.botframework\.(?:com|azure\.us|azure\.cn)\//;

/**
 * Playwright's `test` with a simulated Live Chat Widget in the page.
 * @example
 * test('a customer chats as themselves', async ({ page, liveChat }) => {
 *   await page.goto('/');
 *   await liveChat.startChat();
 *   await expect(liveChat).toHaveAuthenticatedChat();
 * });
 */
export const test = base.extend<LiveChatFixtures>({
  liveChatOptions: [{}, { option: true }],
  liveChat: async ({ page, context, liveChatOptions }, provide) => {
    const { generation = 'v2', readyAfter = 300, scriptTag = 'page', ui = true, verifyToken, ...records } = liveChatOptions;
    const botTokens = botTokenService({ ...(records.faults && { faults: records.faults }), ...(verifyToken && { verifyToken }) });
    // A simulator that is never installed: only its Omnichannel is wanted here, the widget is in the page.
    const { omnichannel } = createLiveChatSimulator({
      setting: trustingSetting(),
      fetch: fetchPublicKey,
      ...records,
      widgetId,
      botTokenService: botTokens,
    });

    await sharedTestIssuer(); // No test's time limit has to hold the making of a key pair.
    const endBridge = await bridgeOmnichannel(context, omnichannel);
    await keepOffTheInternet(context, botTokens.fetch);
    const options: PageScriptOptions = { generation, widgetId, readyAfter, scriptTag, ui };
    // In one piece: each init script has a scope of its own, and their order is not defined.
    await context.addInitScript(`${await readFile(pageScript, 'utf8')}\nlcwAuthPageScript.start(${JSON.stringify(options)});`);
    await provide(createLiveChatPage(page, omnichannel, botTokens));
    endBridge();
  },
});

/** The test's own issuer is answered for here; a portal that serves its key is asked for it. */
async function fetchPublicKey(request: Request): Promise<Response> {
  const issuer = await sharedTestIssuer();
  return request.url === issuer.publicKeyUrl ? issuer.fetch(request) : fetch(request);
}

/** Microsoft's script is replaced by nothing, its bot token service by the simulated one. */
async function keepOffTheInternet(context: BrowserContext, answer: (request: Request) => Promise<Response>): Promise<void> {
  await context.route(/\/livechatwidget\/scripts\/LiveChatBootstrapper\.js/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await context.route(botTokenHosts, async (route) => {
    const asked = route.request();
    const body = asked.postData();
    const response = await answer(new Request(asked.url(), { method: asked.method(), ...(body !== null && { body }) }));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() });
  });
}
