import { expect, openShop, customers, signIn, test } from './portal-test.js';

test.describe("the agent's view", () => {
  test('shows a new conversation, sends a message in it, and ends it', async ({ page, chat, context }) => {
    const agent = await context.newPage();
    await agent.goto('/agent');
    await openShop(page);
    await signIn(page, customers.jonas);
    await chat.open();
    await chat.shows('Thank you, Jonas');

    const conversation = agent
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('button', { name: /Jonas Berg/ })
      .first();
    await expect(conversation).toContainText('Authenticated');
    await conversation.click();
    await agent.getByRole('textbox', { name: 'Your answer' }).fill('Hello Jonas, this is Kim.');
    await agent.getByRole('button', { name: 'Send' }).click();
    await chat.shows('Hello Jonas, this is Kim.');

    await chat.panel.getByRole('textbox').fill('Hello Kim');
    await chat.panel.getByRole('button', { name: 'Send message' }).click();
    await expect(agent.getByRole('list', { name: 'Transcript' })).toContainText('Hello Kim');

    await agent.getByRole('button', { name: 'End conversation' }).click();
    await chat.shows('This chat has ended.');
    await expect(agent.getByText('This conversation has ended.')).toBeVisible();
  });
});

test('on a phone, the views link to each other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/agent');
  await page.getByRole('link', { name: "Administrator's view" }).click();
  await expect(page.getByRole('heading', { level: 1, name: "Administrator's view" })).toBeVisible();
  await page.getByRole('link', { name: 'Shop' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Coffee equipment and good advice');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test.describe("the administrator's view", () => {
  test.afterEach(async ({ request }) => {
    const records = (await (await request.get('/omnichannel/records')).json()) as {
      settings: { owner: string; type?: string }[];
      widgets: { authenticationSetting: string | null }[];
      workstreams: { contextVariables: string[] }[];
    };
    for (const setting of records.settings) Object.assign(setting, { owner: 'Portal team', type: 'oauth2-implicit-flow' });
    for (const widget of records.widgets) widget.authenticationSetting = 'Halden Coffee sign-in';
    for (const workstream of records.workstreams) workstream.contextVariables = ['msdyn_cartvalue', 'msdyn_isvip'];
    expect(await (await request.put('/omnichannel/records', { data: records })).json()).toMatchObject({ saved: true });
  });

  test('shows an error beside its field, and saves a corrected record', async ({ page }) => {
    await page.goto('/admin');
    const url = page.getByRole('textbox', { name: 'Public key URL' });
    const right = await url.inputValue();
    await url.fill('http://keys.example/auth/publickey');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Not saved: one field needs a correction.')).toBeVisible();
    await expect(url).toHaveAccessibleDescription(/Use https/);

    await url.fill(right);
    await page.getByRole('textbox', { name: 'Owner' }).fill('Chat team');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Owner' })).toHaveValue('Chat team');
  });

  test('removes one condition of a rule, or the rule, with buttons that name what they remove', async ({ page }) => {
    await page.goto('/admin');
    const rule = page.getByRole('group', { name: 'Rule 1' });
    const name = await rule.getByRole('textbox', { name: 'Name' }).inputValue();
    const tests = rule.getByRole('combobox', { name: 'What is tested' });
    await expect(tests).toHaveCount(2);
    await rule.getByRole('button', { name: `Remove condition 2 of ${name}` }).click();
    await expect(tests).toHaveCount(1);
    await rule.getByRole('button', { name: `Remove ${name}` }).click();
    await expect(rule.getByRole('textbox', { name: 'Name' })).not.toHaveValue(name);
  });

  test('a widget without an authentication setting requests no token, so a signed-in customer chats anonymously', async ({
    page,
    chat,
    context,
  }) => {
    const admin = await context.newPage();
    await admin.goto('/admin');
    await admin.getByRole('combobox', { name: 'Authentication setting' }).selectOption('None: every chat is anonymous');
    await admin.getByRole('button', { name: 'Save' }).click();
    await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();

    await openShop(page);
    await signIn(page, customers.ada);
    await chat.open();
    await chat.shows('Thank you, Ada');
    const agent = await context.newPage();
    await agent.goto('/agent');
    await expect(agent.getByRole('region', { name: 'Conversation summary' })).toContainText('Guests');
  });

  test('shows the authentication type, and Omnichannel refuses every chat with the second type as out of scope', async ({
    page,
    chat,
    context,
  }) => {
    const admin = await context.newPage();
    await admin.goto('/admin');
    const type = admin.getByRole('combobox', { name: 'Authentication type' });
    await expect(type.getByRole('option', { selected: true })).toHaveText('OAuth 2.0 implicit flow');
    await type.selectOption('OAuth 2.0 (not supported here)');
    await admin.getByRole('button', { name: 'Save' }).click();
    await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();

    await openShop(page);
    await page.getByRole('button', { name: 'Show what happens' }).click();
    await signIn(page, customers.ada);
    await chat.open();
    await expect(chat.panel.getByRole('alert')).toContainText('Error 4');
    await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('authentication-type-out-of-scope');
  });

  test('rejects a token with a variable that the workstream does not have', async ({ page, chat, context }) => {
    const admin = await context.newPage();
    await admin.goto('/admin');
    await admin.getByRole('textbox', { name: 'Context variable 2' }).fill('msdyn_isVIP');
    // The routing rule still has the old name.
    await admin.getByRole('combobox', { name: 'What is tested' }).nth(1).selectOption('msdyn_isVIP');
    await admin.getByRole('textbox', { name: 'Value' }).fill('true');
    await admin.getByRole('button', { name: 'Save' }).click();
    await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();

    await openShop(page);
    await signIn(page, customers.ada);
    await chat.open();
    await expect(chat.panel.getByRole('alert')).toContainText('Error 4');

    const rule = admin.getByRole('combobox', { name: 'What is tested' }).nth(1);
    await admin.getByRole('textbox', { name: 'Context variable 2' }).fill('msdyn_isvip');
    await rule.selectOption('msdyn_isvip');
    await admin.getByRole('textbox', { name: 'Value' }).fill('true');
    await admin.getByRole('button', { name: 'Save' }).click();
    await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  });
});
