import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { botTokenService, createLiveChatSimulator, type BotTokenServiceOptions, type LiveChatSimulatorOptions } from '@lcw-auth/simulator';
import { test as base, type BrowserContext } from '@playwright/test';
import { trustingSetting } from '../default-options.js';
import { isLoopback } from '../network/loopback.js';
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
  /** 'page' (default): the widget loads when the portal's own script tag is on the page. 'simulated': adds a tag to a page that has none. */
  scriptTag?: 'page' | 'simulated' | undefined;
  /**
   * Milliseconds until `lcw:ready`, or 'never'. They count from the page's load event, or from the insertion of its script tag when
   * that is later. Default 300, so that the app has mounted before, as with the real script. Use 0 to test an app that mounts later.
   */
  readyAfter?: number | 'never' | undefined;
  /** Whether the chat button is drawn. Default true. */
  ui?: boolean | undefined;
  /**
   * Hosts that the page may reach besides this machine and the host of `baseURL`. A request to any other host is blocked and
   * fails the test, unless the test itself routes it.
   */
  allowedHosts?: readonly string[] | undefined;
}

/** The fixtures that `test` has in addition to Playwright's own. */
export interface LiveChatFixtures {
  liveChatOptions: LiveChatFixtureOptions;
  /** The widget in `page`. A test that uses this fixture has the widget before the page's own scripts run. */
  liveChat: LiveChatPage;
}

/** The path of the script that the build of this package creates. The relative path is the same from src and from dist. */
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
  liveChat: async ({ page, context, baseURL, liveChatOptions }, provide) => {
    const {
      generation = 'v2',
      readyAfter = 300,
      scriptTag = 'page',
      ui = true,
      verifyToken,
      allowedHosts = [],
      ...records
    } = liveChatOptions;
    const botTokens = botTokenService({ ...(records.faults && { faults: records.faults }), ...(verifyToken && { verifyToken }) });
    // This simulator is never installed: only its Omnichannel is used. The widget runs in the page.
    const { omnichannel } = createLiveChatSimulator({
      setting: trustingSetting(),
      fetch: fetchPublicKey,
      ...records,
      widgetId,
      botTokenService: botTokens,
    });

    // The key pair is created here, because the widget waits only ten seconds for a token.
    await sharedTestIssuer();
    const endBridge = await bridgeOmnichannel(context, omnichannel);
    const blocked = await blockOtherHosts(context, [...allowedHosts, ...(baseURL ? [new URL(baseURL).host] : [])]);
    await replaceMicrosoft(context, botTokens.fetch);
    const options: PageScriptOptions = { generation, widgetId, readyAfter, scriptTag, ui };
    // One script, because the order of several init scripts is not defined.
    await context.addInitScript(`${await readFile(pageScript, 'utf8')}\nlcwAuthPageScript.start(${JSON.stringify(options)});`);
    await provide(createLiveChatPage(page, omnichannel, botTokens));
    endBridge();
    if (blocked.size > 0) throw new Error(describeBlocked([...blocked]));
  },
});

/** Returns the public key of the test's own issuer, or fetches the one that the portal publishes. */
async function fetchPublicKey(request: Request): Promise<Response> {
  const issuer = await sharedTestIssuer();
  return request.url === issuer.publicKeyUrl ? issuer.fetch(request) : fetch(request);
}

/** Blocks requests to other hosts. A route that is added later takes precedence, also a route of the test. */
async function blockOtherHosts(context: BrowserContext, allowedHosts: readonly string[]): Promise<ReadonlySet<string>> {
  const blocked = new Set<string>();
  const isOther = ({ protocol, hostname, host }: URL) =>
    /^https?:$/.test(protocol) && !isLoopback(hostname) && !allowedHosts.includes(host);
  await context.route(isOther, (route) => {
    blocked.add(new URL(route.request().url()).host);
    return route.abort('blockedbyclient');
  });
  return blocked;
}

const describeBlocked = (hosts: readonly string[]): string =>
  `liveChat blocked a request to ${hosts.join(', ')}, because tests must not leave this machine. Answer it with page.route(), or list the host in liveChatOptions.allowedHosts.`;

/** Replaces Microsoft's script with an empty one, and the bot token service with the simulated one. */
async function replaceMicrosoft(context: BrowserContext, answer: (request: Request) => Promise<Response>): Promise<void> {
  await context.route(/\/livechatwidget\/scripts\/LiveChatBootstrapper\.js/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await context.route(botTokenHosts, async (route) => {
    const request = route.request();
    const body = request.postData();
    const response = await answer(new Request(request.url(), { method: request.method(), ...(body !== null && { body }) }));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() });
  });
}
