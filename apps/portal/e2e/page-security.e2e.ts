import { createServer } from 'node:http';
import { expect, openShop, customers, signIn, test } from './portal-test.js';

test('the page allows no inline code, no eval and no HTML from strings', async ({ page }) => {
  const response = await page.goto('/');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic';/);
  expect(policy).not.toMatch(/unsafe/);
  const second = await page.request.get('/');
  expect(second.headers()['content-security-policy']).not.toBe(policy);
});

test('a page of another origin can neither sign the user out nor read a token', async ({ page, context }) => {
  await openShop(page);
  await signIn(page, customers.ada);
  // Another port of the same host is the same site, so the browser sends the cookies. Only the check of the origin refuses the requests.
  const elsewhere = createServer(
    (_request, response) => void response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>'),
  );
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  const evil = await context.newPage();
  await evil.goto(`http://localhost:${typeof address === 'object' && address ? address.port : 0}/`);
  const attempts = await evil.evaluate(async (portal) => {
    const attempt = async (path: string, init: RequestInit): Promise<string> => {
      try {
        return await (await fetch(`${portal}${path}`, { credentials: 'include', ...init })).text();
      } catch {
        return 'refused';
      }
    };
    return [
      await attempt('/auth/token', {}),
      await attempt('/api/bot-token', {}),
      await attempt('/auth/signout', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ lang: 'en' }) }),
      await attempt('/api/cart/kettle', { method: 'PUT', body: '{"quantity":9}' }),
    ];
  }, new URL(page.url()).origin);
  // The response to the sign-out is opaque for another origin.
  expect(attempts).toEqual(['refused', 'refused', '', 'refused']);
  elsewhere.close();
  await page.reload();
  await expect(page.getByRole('group', { name: 'Your account' })).toContainText('Ada Winter');
  expect(await (await page.request.get('/api/cart')).json()).toEqual({ lines: [], value: 0 });
});

test('scripts cannot read the session cookie, and the session gets a new id at sign-in', async ({ page, context }) => {
  await openShop(page);
  await page.getByRole('button', { name: 'Add to cart: House beans' }).click();
  await expect(page.getByTestId('cart-total')).toBeVisible();
  const before = (await context.cookies()).find(({ name }) => name === 'portal_session');
  await signIn(page, customers.ada);
  const after = (await context.cookies()).find(({ name }) => name === 'portal_session');
  expect(after).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await context.clearCookies({ name: 'portal_session' });
  await context.addCookies(before ? [before] : []);
  expect(await (await page.request.get('/api/session')).json()).toEqual({ customer: null });
});
