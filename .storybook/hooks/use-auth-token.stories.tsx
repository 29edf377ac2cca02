import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { expectFacts } from '../../packages/react/src/stories/expect-shop.fixture.js';
import { inShop } from '../../packages/react/src/stories/in-shop.fixture.js';
import { stageOf } from '../../packages/react/src/stories/stage.fixture.js';
import { VerifiedUntil } from './use-auth-token.js';

const meta = {
  title: 'Hooks/useAuthToken',
  // Its page is use-auth-token.mdx.
  tags: ['!autodocs'],
  ...inShop(<VerifiedUntil />),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** Shows how long the token is valid, with a button for a new token. */
export const Live: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const { tokenRequests } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(canvas.getByText(/^The agent can see who you are until/)).toBeVisible();
    const before = tokenRequests();
    await userEvent.click(canvas.getByRole('button', { name: 'Renew now' }));
    await waitFor(() => expect(tokenRequests()).toBe(before + 1));
  },
};
