import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { german, LiveChatButton } from './index.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { on, onStage, stageOf } from './stories/stage.fixture.js';

const meta = {
  title: 'Components/LiveChatButton',
  component: LiveChatButton,
  ...onStage,
  argTypes: { onError: { control: false } },
  render: (args, { loaded }) => {
    const stage = stageOf(loaded);
    return (
      <Shop key={stage.id} stage={stage}>
        <LiveChatButton {...args} />
      </Shop>
    );
  },
} satisfies Meta<typeof LiveChatButton>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Opens the widget's chat. */
export const OpensTheChat: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await userEvent.click(canvas.getByRole('button', { name: 'Chat with us' }));
    await waitFor(() => expect(simulator.getState().chat.status).toBe('open'));
    await expect(canvas.getByRole('button', { name: 'Chat with us' })).toHaveAttribute('aria-busy', 'false');
  },
};

/** Pressed before the widget is ready: the button is busy, and the chat opens as soon as the widget is ready. */
export const PressedEarly: Story = {
  parameters: on({ simulator: { readyAfter: 'never' } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'waiting' });
    await userEvent.click(canvas.getByRole('button', { name: 'Chat with us' }));
    await expect(canvas.getByRole('button', { name: 'Opening the chat…' })).toHaveAttribute('aria-busy', 'true');
    stageOf(loaded).simulator.ready();
    await waitFor(() => expect(stageOf(loaded).simulator.getState().chat.status).toBe('open'));
  },
};

/** The widget is unavailable. Pressing the button looks for it again and shows a message while it is missing. */
export const Unavailable: Story = {
  parameters: on({ simulator: { readyAfter: 'never' }, provider: { readyTimeout: 400 } }),
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'unavailable' });
    await userEvent.click(canvas.getByRole('button', { name: 'Chat with us' }));
    await expect(await canvas.findByText('The chat is not available right now.')).toBeVisible();
  },
};

/** `messages={german}` */
export const German: Story = {
  args: { messages: german },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Chat starten' })).toBeVisible();
  },
};

/** A label of the app. */
export const OwnLabel: Story = {
  args: { children: 'Ask about this tent' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Ask about this tent' })).toBeVisible();
  },
};
