import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { expectFacts } from '../../packages/react/src/stories/expect-shop.fixture.js';
import { inShop } from '../../packages/react/src/stories/in-shop.fixture.js';
import { stageOf } from '../../packages/react/src/stories/stage.fixture.js';
import { ChatBar } from './use-live-chat-auth.js';

const meta = {
  title: 'Hooks/useLiveChatAuth',
  // Its page is use-live-chat-auth.mdx.
  tags: ['!autodocs'],
  ...inShop(<ChatBar />),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** Shows the user, with buttons that open and close the chat. */
export const Live: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await step('opens the chat', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Ask about an order' }));
      await waitFor(() => expect(simulator.conversations[0]).toMatchObject({ authenticated: true }));
    });
    await step('leaves the chat', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Leave the chat' }));
      await expectFacts(canvasElement, { Token: 'signed-out (signed-out)' });
      await waitFor(() => expect(simulator.getState().chat.status).not.toBe('open'));
    });
  },
};
