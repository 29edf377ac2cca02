import { expect, test as base, type APIRequestContext, type Page } from '@playwright/test';
import { clockScript } from '../../../.ci/clock.mjs';
import { secretsIn } from '../../../.ci/secrets.mjs';
import { chatOn, type Chat } from './chat.js';
import { startPortal } from './portal-server.js';

/** The named customers of the embedded identity provider. */
export const customers = {
  ada: { name: 'Ada Winter', id: '7d2c3f0e-5b0a-4b6e-9c35-1f6a0d8e4a11' },
  jonas: { name: 'Jonas Berg', id: 'b1e6a7c4-08d9-4d57-8a3b-6c2f9e1d7b22' },
  nordlicht: { name: 'Caf\u00e9 Nordlicht', id: '3f9b5d18-6e7c-4f02-b4a9-8d0c2e5f6c33' },
} as const;

export type TestCustomer = (typeof customers)[keyof typeof customers];

/** The portal of one worker, with a request context that is independent of the pages of the tests. */
interface RunningPortal {
  origin: string;
  request: APIRequestContext;
}

/**
 * Every test starts without faults and without open conversations. No page may violate its Content-Security-Policy, or
 * show, log or store a token, a key or a bot token URL.
 */
export const test = base.extend<{ cleanServer: void; noPolicyBroken: void; noSecretShown: void; chat: Chat }, { portal: RunningPortal }>({
  portal: [
    async ({ playwright }, provide) => {
      const { origin, stop } = await startPortal();
      const request = await playwright.request.newContext({ baseURL: origin });
      await provide({ origin, request });
      await request.dispose();
      await stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ portal }, provide) => provide(portal.origin),
  // The tests are in English, whatever the browser's language is.
  storageState: ({ portal: { origin } }, provide) =>
    provide({ cookies: [], origins: [{ origin, localStorage: [{ name: 'portal-language', value: 'en' }] }] }),
  context: async ({ context }, provide) => {
    await context.addInitScript(clockScript);
    await provide(context);
  },
  cleanServer: [
    async ({ portal: { request } }, use) => {
      await request.put('/api/faults', { data: {}, maxRetries: 2 });
      await use();
      await request.put('/api/faults', { data: {}, maxRetries: 2 });
      const conversations = (await (await request.get('/omnichannel/conversations', { maxRetries: 2 })).json()) as {
        id: string;
        status: string;
      }[];
      for (const { id } of conversations.filter(({ status }) => status === 'open'))
        await request.post('/omnichannel/end', { data: { conversationId: id }, maxRetries: 2 });
    },
    { auto: true },
  ],
  noPolicyBroken: [
    async ({ context }, use) => {
      const broken: string[] = [];
      context.on('console', (message) => {
        if (/content security policy|trusted ?type/i.test(message.text())) broken.push(message.text());
      });
      context.on('weberror', (error) => broken.push(String(error.error())));
      await use();
      expect(broken).toEqual([]);
    },
    { auto: true },
  ],
  noSecretShown: [
    async ({ context }, use) => {
      const found: string[] = [];
      context.on('console', (message) => found.push(...secretsIn(message.text())));
      context.on('page', (page) => page.on('framenavigated', (frame) => found.push(...secretsIn(withoutHint(frame.url())))));
      await use();
      for (const page of context.pages()) await expectNoSecrets(page);
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
  chat: async ({ page }, provide) => provide(chatOn(page)),
});

export { expect };

/** OpenID Connect sends the provider's ID token at sign-out. It is not a chat token, and Omnichannel rejects it. */
const withoutHint = (url: string): string => url.replace(/id_token_hint=[^&]*/, '');

/** Checks that the page neither shows nor stores a secret. */
export async function expectNoSecrets(page: Page): Promise<void> {
  const kept = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    JSON.stringify([localStorage, sessionStorage, history.state, document.cookie]),
  ]);
  expect(kept.flatMap(secretsIn)).toEqual([]);
}

/** Opens the shop with settings. The widget waits a minute for the decision about a card, because a busy machine is slow. */
export async function openShop(page: Page, settings: Record<string, string> = {}): Promise<void> {
  await page.goto(`/?${new URLSearchParams({ cardWait: '60000', ...settings })}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Chooses a customer in the popup that `open` opens, and waits until the popup is closed. */
export async function signInBy(page: Page, customer: TestCustomer, open: () => Promise<void>): Promise<void> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), open()]);
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: customer.name }).click();
  await closed;
  await expect(accountOf(page)).toContainText(customer.name);
}

/** Signs in with the button in the header. */
export async function signIn(page: Page, customer: TestCustomer): Promise<void> {
  await signInBy(page, customer, () => page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click());
}

/** Signs out with the button in the header, and waits until the provider's session has ended too. */
export async function signOut(page: Page): Promise<void> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Sign out' }).click()]);
  if (!popup.isClosed()) await popup.waitForEvent('close');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeVisible();
}

export const accountOf = (page: Page) => page.getByRole('group', { name: 'Your account' });

/** The shop's section about the chat. Its data attributes show the library's state. */
export const statusOf = (page: Page, heading = 'Chat with the shop') => page.getByRole('region', { name: heading });
