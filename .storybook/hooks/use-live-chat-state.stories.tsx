import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { expectFacts } from '../../packages/react/src/stories/expect-shop.fixture.js';
import { inShop } from '../../packages/react/src/stories/in-shop.fixture.js';
import { Badge } from './use-live-chat-state.js';

const meta = {
  title: 'Hooks/useLiveChatState',
  // Its page is use-live-chat-state.mdx.
  tags: ['!autodocs'],
  ...inShop(<Badge />),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** Shows one fact that the component selects from the whole state. */
export const Live: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(canvas.getByText('Verified customer')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Sign out' }));
    await expect(await canvas.findByText('Guest')).toBeVisible();
  },
};
