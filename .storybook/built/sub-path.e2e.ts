import { expect, test } from '@playwright/test';

/** Everything that the page requests must be below the sub-path. */
test.beforeEach(({ page, baseURL }) => {
  page.on('response', (response) => {
    const isOwn = new URL(response.url()).origin === new URL(baseURL ?? '').origin;
    // The service worker answers the requests to a story's endpoints.
    if (response.fromServiceWorker() || !isOwn) return;
    if (response.status() >= 400 || !response.url().startsWith(baseURL ?? '')) missing.push(response.url());
  });
  missing.length = 0;
});
test.afterEach(() => expect(missing).toEqual([]));
const missing: string[] = [];

test('a story runs, and its service worker answers the token endpoint', async ({ page }) => {
  await page.goto('?path=/story/widget-auth-token--valid');
  const story = page.frameLocator('#storybook-preview-iframe');
  await expect(story.locator('[data-fact="Token"]')).toHaveText('valid');
});

test('a guide page shows its diagrams and its links', async ({ page }) => {
  await page.goto('?path=/docs/guide-how-it-works--docs');
  const guide = page.frameLocator('#storybook-preview-iframe');
  await expect(guide.getByRole('heading', { name: 'How it works' })).toBeVisible();
  await expect(guide.getByText('setAuthTokenProvider')).toBeVisible();
  await page.goto('?path=/docs/guide-getting-started--docs');
  await guide.getByRole('link', { name: 'each field and its option' }).click();
  await expect(guide.getByRole('heading', { name: 'The admin center, field by field' })).toBeVisible();
});

test('a hook has a page with its example as a running story, and a link to its types', async ({ page, context }) => {
  await page.goto('?path=/docs/hooks-usebotsso--docs');
  const hook = page.frameLocator('#storybook-preview-iframe');
  await expect(hook.getByRole('heading', { name: 'useBotSso', level: 1 })).toBeVisible();
  const story = hook.frameLocator('iframe').first();
  await expect(story.locator('[data-fact="Widget"]')).toHaveText('ready');
  const [reference] = await Promise.all([
    context.waitForEvent('page'),
    hook.getByRole('link', { name: 'Parameters and result of useBotSso' }).click(),
  ]);
  await expect(reference.getByRole('heading', { name: 'Function useBotSso' })).toBeVisible();
});

test('each link of the API reference page leads to a page', async ({ page, request }) => {
  await page.goto('iframe.html?viewMode=docs&id=guide-api-reference--docs');
  const links = page.getByRole('listitem').getByRole('link');
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) expect((await request.get((await link.getAttribute('href')) ?? '')).status()).toBe(200);
});

test('a component has a page with one story, its props, and links to its other stories', async ({ page }) => {
  await page.goto('?path=/docs/components-livechatbutton--docs');
  const docs = page.frameLocator('#storybook-preview-iframe');
  await expect(docs.getByRole('row', { name: /^onError/ })).toBeVisible();
  await docs.getByRole('link', { name: 'Pressed Early' }).click();
  await expect(docs.locator('[data-fact="Chat"]')).toContainText('open');
});

test('llms.txt lists every page of the guide and of the hooks, and no other', async ({ request }) => {
  const text = await (await request.get('llms.txt')).text();
  const { entries } = (await (await request.get('index.json')).json()) as { entries: Record<string, { id: string; type: string }> };
  const pages = Object.values(entries).filter(({ id, type }) => type === 'docs' && /^(guide|hooks)-/.test(id));
  expect([...text.matchAll(/path=\/docs\/([\w-]+)/g)].map(([, id]) => id).toSorted()).toEqual(pages.map(({ id }) => id).toSorted());
  expect(await (await request.get('api/index.html')).text()).toContain('@lcw-auth/react');
});
