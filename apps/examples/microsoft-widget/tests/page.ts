import { expect, test as base, type Locator, type Page } from '@playwright/test';

/** A page whose requests to the outside are blocked and counted. */
export const test = base.extend<{ outsideRequests: string[] }>({
  outsideRequests: [
    async ({ context, baseURL }, use) => {
      const outside: string[] = [];
      await context.route('**/*', (route) => {
        const url = route.request().url();
        if (url.startsWith(`${baseURL}/`)) return route.continue();
        outside.push(url);
        return route.abort();
      });
      await use(outside);
      expect(outside).toEqual([]);
    },
    { auto: true },
  ],
});

/** What `src/simulation.ts` puts on the page for tests. */
export interface SimulationWindow {
  simulation: {
    simulator: { omnichannel: { getConversations(): Promise<{ id: string }[]>; send(id: string, message: object): Promise<unknown> } };
    faults: { set(faults: object): void };
    posts: string[];
    createdSdks(): number;
  };
}

export const openChat = (page: Page) => page.getByRole('button', { name: /Let's Chat/ }).click();
export const conversations = (page: Page): Locator => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
export const signIn = (page: Page, name: 'Ann' | 'Bert') => page.getByRole('button', { name: `Sign in as ${name}` }).click();

/** Opens the page, and Ann sends the message "My secret" in her chat. */
export async function chatAsAnn(page: Page): Promise<void> {
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await write(page, 'My secret');
  await expect(page.getByText('You wrote: My secret').last()).toBeVisible();
}

export async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /message/i });
  await box.fill(text);
  await box.press('Enter');
}

export const setBotTokenService = (page: Page, state: 'up' | 'down' | 'slow' | 'foreign-host') =>
  page.getByRole('combobox').selectOption(state);

/** The cards in the transcript. Web Chat also repeats new messages for screen readers, outside the transcript. */
export const cards = (page: Page): Locator => page.getByRole('feed').getByRole('button', { name: 'Sign in', exact: true });
