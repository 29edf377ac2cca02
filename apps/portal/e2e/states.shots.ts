import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { contactSheet } from './contact-sheet.js';
import { expect, expectNoSecrets, openShop, customers, statusOf, test } from './portal-test.js';

const folder = resolve(import.meta.dirname, '../../../reports/screenshots/portal');
const sizes = { wide: { width: 1360, height: 900 }, narrow: { width: 390, height: 844 } } as const;

for (const size of ['wide', 'narrow'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `${size}-${colorScheme}`;
    test(`every state, ${size}, ${colorScheme}`, async ({ page, chat, context, request }) => {
      rmSync(resolve(folder, name), { recursive: true, force: true });
      const shots: { title: string; path: string }[] = [];
      const shoot = async (title: string, shown: Page = page, fullPage = false): Promise<void> => {
        const path = resolve(
          folder,
          name,
          `${String(shots.length + 1).padStart(2, '0')}-${title.toLowerCase().replaceAll(/\W+/g, '-')}.png`,
        );
        await expectNoSecrets(shown);
        // The window is as high as the page, so that elements at the bottom of the window are at the bottom of the picture.
        const height = fullPage ? await shown.evaluate(() => document.documentElement.scrollHeight) : sizes[size].height;
        if (fullPage) await shown.setViewportSize({ ...sizes[size], height });
        await shown.screenshot({ path, animations: 'disabled' });
        if (fullPage) await shown.setViewportSize(sizes[size]);
        shots.push({ title, path });
      };
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(sizes[size]);

      await openShop(page, { widget: 'none', readyTimeout: '300' });
      await expect(statusOf(page)).toHaveAttribute('data-widget', 'unavailable');
      await shoot('No widget');

      await openShop(page);
      await expect(statusOf(page)).toHaveAttribute('data-widget', 'ready');
      await shoot('Signed out', page, true);

      await chat.open();
      await expect(chat.card).toBeVisible();
      await shoot('Signed out, the card shows');

      // On a phone the chat covers the page, so the test uses the card in the chat.
      const call = size === 'wide' ? page.locator('.sign-in-call') : chat.card;
      const [popup] = await Promise.all([page.waitForEvent('popup'), call.getByRole('button', { name: 'Sign in' }).click()]);
      await popup.emulateMedia({ colorScheme });
      await shoot('Sign-in', popup);
      await popup.getByRole('button', { name: customers.ada.name }).click();
      await chat.shows('Thank you, Ada');
      await shoot('Signed in, the card is completed');
      await chat.panel.getByRole('button', { name: 'Close chat' }).click();
      await page.getByRole('button', { name: 'End chat' }).click();

      for (const product of ['Espresso machine', 'House beans'])
        await page.getByRole('button', { name: `Add to cart: ${product}` }).click();
      await expect(page.getByTestId('cart-total')).toContainText('665');
      await shoot('Signed in, with a cart', page, true);

      await page.getByRole('button', { name: 'Show what happens' }).click();
      await chat.open();
      await chat.shows('Thank you, Ada');
      await shoot('Signed in, chat and timeline');
      await chat.panel.getByRole('button', { name: 'Minimise' }).click();
      await shoot('Signed in, timeline');
      await page.getByRole('button', { name: "Let's chat" }).click();

      const view = await context.newPage();
      await view.emulateMedia({ colorScheme });
      await view.setViewportSize(sizes[size]);
      await view.goto('/agent');
      // The value of the cart may be 0, because v2 keeps the token that it requested first.
      await expect(view.getByRole('region', { name: 'Conversation summary' })).toContainText(customers.ada.name);
      await shoot("Agent's view", view, true);
      await view.goto('/admin');
      await view.getByRole('textbox', { name: 'Public key URL' }).fill('http://keys.example');
      await view.getByRole('textbox', { name: 'Context variable 1' }).fill('');
      await view.getByRole('button', { name: 'Save' }).click();
      await expect(view.getByText('Not saved')).toBeVisible();
      await shoot("Administrator's view", view, true);
      for (const [title, path] of [
        ["Agent's view, German, right to left", '/agent'],
        ["Administrator's view, German, right to left", '/admin'],
      ] as const) {
        await view.goto(`${path}?lang=de&dir=rtl`);
        await expect(view.getByRole('heading', { level: 2 }).first()).toBeVisible();
        if (path === '/admin') {
          await view.getByRole('textbox', { name: 'URL des öffentlichen Schlüssels' }).fill('http://keys.example');
          await view.getByRole('button', { name: 'Speichern' }).click();
          await expect(view.getByText('Nicht gespeichert')).toBeVisible();
        }
        await shoot(title, view, true);
      }
      await view.evaluate(() => localStorage.clear());

      await chat.panel.getByRole('button', { name: 'Close chat' }).click();
      await page.getByRole('button', { name: 'End chat' }).click();
      await expect(chat.panel).toBeHidden();
      await request.put('/api/faults', { data: { tokenEndpoint: { status: 503 } } });
      await page.reload();
      await expect(statusOf(page)).toHaveAttribute('data-token', 'error');
      await expect(statusOf(page)).toHaveAttribute('data-widget', 'ready');
      await shoot('Token endpoint is down');
      await request.put('/api/faults', { data: { token: 'foreign-key' } });
      await page.reload();
      await chat.open();
      await expect(chat.panel.getByRole('alert')).toContainText('Error 4');
      await shoot('Foreign key, error 4');
      await request.put('/api/faults', { data: {} });

      for (const [title, address] of [
        ['German', '/?lang=de'],
        ['German, right to left', '/?lang=de&dir=rtl'],
      ] as const) {
        await page.goto(address);
        await expect(statusOf(page, 'Chat mit dem Shop')).toHaveAttribute('data-widget', 'ready');
        await shoot(title);
      }

      await contactSheet(context, {
        title: `Portal, ${size}, ${colorScheme}`,
        shots,
        path: resolve(folder, `${name}.png`),
        columns: size === 'wide' ? 3 : 6,
      });
    });
  }
}
