import type { Page } from '@playwright/test';
import { expect, openShop, customers, signIn, statusOf, test } from './portal-test.js';

const setFaults = (page: Page, faults: object) => page.request.put('/api/faults', { data: faults });

for (const generation of ['v1', 'v2'] as const) {
  test.describe(`faults, widget ${generation}`, () => {
    test('the page reports a token endpoint that is down, retries, and recovers', async ({ page, chat }) => {
      await openShop(page, { generation });
      await setFaults(page, { tokenEndpoint: { status: 503 } });
      const statuses: number[] = [];
      page.on('response', (response) => response.url().endsWith('/auth/token') && statuses.push(response.status()));
      await signIn(page, customers.ada);
      await expect(statusOf(page)).toHaveAttribute('data-token', 'error');
      await expect(statusOf(page)).toHaveAttribute('data-error', 'token-http-error');
      await expect.poll(() => statuses.length, { timeout: 30_000 }).toBeGreaterThan(1);

      // No request reaches the endpoint before the click. Otherwise the client's next retry could succeed first and remove the button.
      let respond = (): void => {};
      const isRepaired = new Promise<void>((resolve) => (respond = resolve));
      await page.route('**/auth/token', async (route) => {
        await isRepaired;
        await route.continue();
      });
      await statusOf(page).getByRole('button', { name: 'Try again' }).click();
      await setFaults(page, {});
      respond();
      await expect(statusOf(page)).toHaveAttribute('data-token', 'valid');
      await chat.open();
      await chat.shows('Thank you, Ada');
    });

    test('a token signed with a foreign key causes the error token-rejected', async ({ page, chat }) => {
      await openShop(page, { generation });
      await setFaults(page, { token: 'foreign-key' });
      await signIn(page, customers.ada);
      await chat.open();
      await expect(chat.panel.getByRole('alert')).toContainText('Error 4');
      await expect(statusOf(page)).toHaveAttribute('data-error', 'token-rejected');
      await expect(statusOf(page)).toContainText('We could not confirm who you are.');
    });

    // The second host is on this machine, like the portal's own host. It is foreign only because it is not in the list of allowed hosts.
    for (const botTokenHost of ['token.botframework.com.evil.example', '127.0.0.1:4199']) {
      test(`nothing is posted to a bot token URL on the foreign host ${botTokenHost}`, async ({ page, chat, context }) => {
        const posts: string[] = [];
        context.on(
          'request',
          (request) => request.method() === 'POST' && posts.push(new URL(request.url()).host + new URL(request.url()).pathname),
        );
        await openShop(page, { generation });
        await setFaults(page, { botTokenHost });
        await signIn(page, customers.ada);
        await chat.open();
        await expect(chat.card).toBeVisible();
        await expect(statusOf(page)).toHaveAttribute('data-bot', 'sign-in-required');
        expect(posts.filter((each) => each.includes(botTokenHost) || each.includes('postToken'))).toEqual([]);
      });
    }

    test('a page without a widget reports the error code of the missing widget after readyTimeout', async ({ page }) => {
      await page.clock.install();
      await openShop(page, { generation, widget: 'none', readyTimeout: '600000' });
      await expect(statusOf(page)).toHaveAttribute('data-widget', 'waiting');
      await page.clock.fastForward(600_000);
      await expect(statusOf(page)).toHaveAttribute('data-widget', 'unavailable');
      await expect(statusOf(page)).toContainText('Chat is not available right now.');
      await expect(statusOf(page)).toHaveAttribute('data-error', 'widget-not-ready');
    });
  });
}

test('the fault panel plays a scenario, names it, and ends it', async ({ page, chat }) => {
  await openShop(page);
  await signIn(page, customers.ada);
  await page.getByRole('button', { name: 'Show what happens' }).click();
  await page.getByRole('combobox', { name: 'Faults' }).selectOption('bot-token-service-down');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Active fault: Card: token service is down.')).toBeVisible();
  await expect(chat.card).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  // The page loads again without the scenario.
  await expect(page).not.toHaveURL(/scenario=/);
  await expect(statusOf(page)).toHaveAttribute('data-widget', 'ready');
  expect(await (await page.request.get('/api/faults')).text()).toBe('{}');
});

test('the timeline shows the steps of a chat, and no token', async ({ page, chat }) => {
  await openShop(page);
  await page.getByRole('button', { name: 'Show what happens' }).click();
  await signIn(page, customers.ada);
  await chat.open();
  await chat.shows('Thank you, Ada');
  const timeline = page.getByRole('list', { name: 'Timeline' });
  for (const step of [
    'Token endpoint to Page: Signs a token',
    'Omnichannel to Token endpoint: Reads the public key',
    'Page to Bot: Posts the bot token: accepted',
    'Omnichannel to Widget: Chat started',
  ]) {
    await expect(
      timeline
        .getByRole('listitem')
        .filter({ hasText: step.split(': ').slice(1).join(': ') })
        .first(),
    ).toContainText(step.split(':')[0] ?? '');
  }
  const text = (await timeline.innerText()) + (await page.content());
  expect(text).not.toMatch(/eyJ[\w-]+\.|hmac=/);
});
