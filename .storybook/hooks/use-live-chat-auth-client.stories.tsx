import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { expectFacts } from '../../packages/react/src/stories/expect-shop.fixture.js';
import { inShop } from '../../packages/react/src/stories/in-shop.fixture.js';
import { TokenTimer } from './use-live-chat-auth-client.js';

const meta = {
  title: 'Hooks/useLiveChatAuthClient',
  // Its page is use-live-chat-auth-client.mdx.
  tags: ['!autodocs'],
  ...inShop(<TokenTimer />),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** Calls a method of the client that no other hook returns. */
export const Live: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Token: 'valid' });
    await userEvent.click(canvas.getByRole('button', { name: 'Measure the token endpoint' }));
    await expect(await canvas.findByText(/^A token took \d+ ms\.$/)).toBeVisible();
  },
};
