import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { LiveChatButton, LiveChatReady } from './index.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { on, onStage, stageOf } from './stories/stage.fixture.js';

const meta = {
  title: 'Components/LiveChatReady',
  component: LiveChatReady,
  ...onStage,
  args: { children: <LiveChatButton />, fallback: <p>The chat is loading.</p> },
  argTypes: { children: { control: false }, fallback: { control: false } },
  render: (args, { loaded }) => (
    <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
      <LiveChatReady {...args} />
    </Shop>
  ),
} satisfies Meta<typeof LiveChatReady>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The widget is ready, so the children are shown. */
export const Ready: Story = {
  parameters: on({ simulator: { readyAfter: 'never' } }),
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByText('The chat is loading.')).toBeVisible();
    stageOf(loaded).simulator.ready();
    await expect(await canvas.findByRole('button', { name: 'Chat with us' })).toBeVisible();
    await expect(canvas.queryByText('The chat is loading.')).toBeNull();
  },
};

/** The widget is not ready, so the fallback is shown. The server renders it too. */
export const Fallback: Story = {
  parameters: on({ simulator: { readyAfter: 'never' } }),
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'waiting', Token: 'valid' });
    await expect(canvas.getByText('The chat is loading.')).toBeVisible();
    await expect(canvas.queryByRole('button', { name: 'Chat with us' })).toBeNull();
  },
};
