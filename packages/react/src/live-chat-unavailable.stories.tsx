import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { german, LiveChatUnavailable } from './index.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { on, onStage, stageOf, type StageOptions } from './stories/stage.fixture.js';

const stage: StageOptions = { simulator: { readyAfter: 'never' }, provider: { readyTimeout: 400 } };

const meta = {
  title: 'Components/LiveChatUnavailable',
  component: LiveChatUnavailable,
  ...onStage,
  parameters: on(stage),
  argTypes: { children: { control: false } },
  render: (args, { loaded }) => {
    const stage = stageOf(loaded);
    return (
      <Shop key={stage.id} stage={stage}>
        <LiveChatUnavailable {...args} />
      </Shop>
    );
  },
} satisfies Meta<typeof LiveChatUnavailable>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The default note, announced politely, with a button that looks for the widget again. */
export const Note: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'unavailable', Error: 'widget-not-ready' });
    await expect(canvas.getByText('The chat is not available right now.')).toBeVisible();
  },
};

/** The note disappears when the widget is ready after all. */
export const ReadyAfterAll: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }));
    stageOf(loaded).simulator.ready();
    await expectFacts(canvasElement, { Widget: 'ready' });
    await expect(canvas.queryByText('The chat is not available right now.')).toBeNull();
  },
};

/** `messages={german}` */
export const German: Story = {
  args: { messages: german },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Der Chat ist gerade nicht verfügbar.')).toBeVisible();
  },
};

/** The app's own note, for example a phone number. */
export const OwnContent: Story = {
  args: { children: ({ error }) => <p>Call 555-0100 ({error.code}).</p> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Call 555-0100 (widget-not-ready).')).toBeVisible();
  },
};

/** Right to left, with the app's own texts. */
export const RightToLeft: Story = {
  args: { messages: { chatUnavailable: 'الدردشة غير متاحة حاليًا.', retry: 'حاول مرة أخرى' } },
  render: (args, { loaded }) => (
    <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
      <div dir="rtl" lang="ar">
        <LiveChatUnavailable {...args} />
      </div>
    </Shop>
  ),
  play: async ({ canvas }) => {
    const button = await canvas.findByRole('button', { name: 'حاول مرة أخرى' });
    const text = canvas.getByText('الدردشة غير متاحة حاليًا.');
    const [place, line] = [button.getBoundingClientRect(), text.getBoundingClientRect()];
    // On a narrow page the button is below the text, at the start of the line.
    if (place.top >= line.bottom) await expect(line.right - place.right).toBeLessThan(40);
    else await expect(place.left).toBeLessThan(line.left);
  },
};
