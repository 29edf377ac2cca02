import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { german, LiveChatReconnectHint } from './index.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { anonymous } from './stories/send-card.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { contacts, on, onStage, stageOf } from './stories/stage.fixture.js';

const meta = {
  title: 'Components/LiveChatReconnectHint',
  component: LiveChatReconnectHint,
  ...onStage,
  parameters: on({ ...anonymous, simulator: { ...anonymous.simulator, generation: 'v2' } }),
  argTypes: { messages: { control: 'object' }, onError: { control: false } },
  render: (args, { loaded }) => (
    <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
      <LiveChatReconnectHint {...args} />
    </Shop>
  ),
  // Ann opens a chat and signs in afterwards.
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready' });
    await stageOf(loaded).simulator.startChat();
    await userEvent.click(canvas.getByRole('button', { name: 'Ann' }));
    await expectFacts(canvasElement, { User: 'ann', Chat: 'open (anonymous)' });
  },
} satisfies Meta<typeof LiveChatReconnectHint>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The user has signed in during an anonymous chat. */
export const Offered: Story = {
  play: async (context) => {
    await meta.play(context);
    await expect(await context.canvas.findByRole('region', { name: 'You are signed in now' })).toBeVisible();
  },
};

/** The button replaces the anonymous chat with an authenticated one. */
export const StartsANewChat: Story = {
  play: async (context) => {
    await meta.play(context);
    await userEvent.click(await context.canvas.findByRole('button', { name: 'Start a new chat' }));
    await expectFacts(context.canvasElement, { Chat: 'open (authenticated)' });
    await expect(stageOf(context.loaded).simulator.conversations.at(-1)).toMatchObject({ contactId: contacts.ann });
    await expect(context.canvas.queryByRole('region', { name: 'You are signed in now' })).toBeNull();
  },
};

/** `messages={german}` */
export const German: Story = {
  args: { messages: german },
  play: async (context) => {
    await meta.play(context);
    await expect(await context.canvas.findByRole('button', { name: 'Neuen Chat starten' })).toBeVisible();
  },
};
