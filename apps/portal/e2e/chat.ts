import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

/** The simulated widget on a page. */
export interface Chat {
  panel: Locator;
  /** The bot's sign-in card in the widget. */
  card: Locator;
  open(): Promise<void>;
  shows(text: string | RegExp): Promise<void>;
}

export function chatOn(page: Page): Chat {
  const panel = page.getByRole('dialog', { name: 'Chat with us' });
  return {
    panel,
    card: panel.getByRole('region', { name: 'Sign in to continue' }),
    async open() {
      await page.getByRole('button', { name: 'Chat with us' }).click();
      await expect(panel).toBeVisible();
    },
    shows: (text) => expect(panel.getByText(text)).toBeVisible(),
  };
}

/** A conversation of Omnichannel. */
export interface ConversationRecord {
  id: string;
  authenticated: boolean;
  contactId: string | null;
  customer: { type: string; id: string } | null;
  context: Record<string, unknown>;
  queue: string;
  status: string;
}

/** The newest conversation. */
export async function lastConversation(request: APIRequestContext): Promise<ConversationRecord> {
  const all = (await (await request.get('/omnichannel/conversations')).json()) as ConversationRecord[];
  const last = all.at(-1);
  if (!last) throw new Error('There is no conversation.');
  return last;
}

/** Returns the agent's conversation summary as pairs of field and value. */
export async function agentSummary(agent: Page): Promise<Record<string, string>> {
  await agent.goto('/agent');
  const summary = agent.getByRole('region', { name: 'Conversation summary' });
  await expect(summary).toBeVisible();
  const names = await summary.locator('dt').allInnerTexts();
  const values = await summary.locator('dd').allInnerTexts();
  return Object.fromEntries(names.map((name, index) => [name, (values[index] ?? '').replaceAll('\n', ' ')]));
}
