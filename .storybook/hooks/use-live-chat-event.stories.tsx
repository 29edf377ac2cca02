import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { expectFacts } from '../../packages/react/src/stories/expect-shop.fixture.js';
import { inShop } from '../../packages/react/src/stories/in-shop.fixture.js';
import { stageOf } from '../../packages/react/src/stories/stage.fixture.js';
import { ChatDiary } from './use-live-chat-event.js';

const meta = {
  title: 'Hooks/useLiveChatEvent',
  // Its page is use-live-chat-event.mdx.
  tags: ['!autodocs'],
  ...inShop(<ChatDiary />),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** The widget's events on the page. */
export const Live: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await simulator.startChat();
    await expect(await canvas.findByText('The chat started.')).toBeVisible();
    await simulator.endChat();
    await expect(await canvas.findByText('The chat started. The chat ended.')).toBeVisible();
  },
};
