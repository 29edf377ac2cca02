import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { LiveChatButton, LiveChatReady, LiveChatUnavailable } from '../index.js';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { Shop } from './shop.fixture.js';
import { contacts, stageOf } from './stage.fixture.js';

/** The widget may become ready before the library connects, long after, or never. Its script may be blocked. */
const meta = {
  title: 'Widget/Readiness',
  ...inShop(
    <>
      <LiveChatReady fallback={<p>The chat is loading.</p>}>
        <LiveChatButton />
      </LiveChatReady>
      <LiveChatUnavailable />
    </>,
  ),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** The usual order: the page connects, the widget raises `lcw:ready`, and the providers are registered inside this event. */
export const Ready: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await userEvent.click(await canvas.findByRole('button', { name: 'Chat with us' }));
    await waitFor(() => expect(simulator.conversations).toHaveLength(1));
    await expect(simulator.conversations[0]).toMatchObject({ authenticated: true, contactId: contacts.ann });
  },
};

/** `lcw:ready` was raised before React mounted. `@lcw-auth/core/early` remembers it. */
export const Early: Story = {
  loaders: [
    async () => {
      await import('@lcw-auth/core/early');
      return {};
    },
  ],
  beforeEach: ({ loaded }) => {
    stageOf(loaded).simulator.ready();
  },
  play: async ({ canvasElement }) => expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' }),
};

/** The widget becomes ready late: everything waits, and nothing is lost. */
export const Late: Story = {
  parameters: { stage: { simulator: { readyAfter: 'never' } } },
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'waiting', Token: 'valid' });
    await expect(canvas.getByText('The chat is loading.')).toBeVisible();
    stageOf(loaded).simulator.ready();
    await expectFacts(canvasElement, { Widget: 'ready' });
    await expect(canvas.queryByText('The chat is loading.')).toBeNull();
  },
};

/** The widget is not ready within `readyTimeout` (here half a second): it is unavailable, with the reason. A later ready still connects. */
export const Never: Story = {
  parameters: { stage: { simulator: { readyAfter: 'never' }, provider: { readyTimeout: 500 } } },
  play: async ({ canvas, canvasElement, loaded, step }) => {
    await step('shows the reason', async () => {
      await expectFacts(canvasElement, { Widget: 'unavailable', Error: 'widget-not-ready' });
      await expect(canvas.getByText('The chat is not available right now.')).toBeVisible();
    });
    await step('connects when the widget becomes ready later', async () => {
      stageOf(loaded).simulator.ready();
      await expectFacts(canvasElement, { Widget: 'ready', Error: 'none' });
    });
  },
};

/** A content blocker or the page's own policy blocks the script. */
export const Blocked: Story = {
  parameters: { stage: { simulator: { scriptTag: 'page' }, faults: { widget: { script: 'blocked' } } } },
  render: (_, { loaded }) => {
    const stage = stageOf(loaded);
    const script = { appId: stage.id, orgId: 'org', orgUrl: 'https://org.example', src: `${location.origin}/no-such-script.js` };
    return (
      <Shop key={stage.id} stage={stage} script={script}>
        <LiveChatUnavailable>{({ error }) => <p>The chat did not load ({error.code}). Call 555-0100.</p>}</LiveChatUnavailable>
      </Shop>
    );
  },
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'unavailable', Error: 'widget-script-failed' });
    await expect(canvas.getByText('The chat did not load (widget-script-failed). Call 555-0100.')).toBeVisible();
  },
};
