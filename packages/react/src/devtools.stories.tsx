import type { Meta, StoryObj } from '@storybook/react-vite';
import { scenarios } from '@lcw-auth/simulator';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { LiveChatAuthDevtools } from './devtools.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { longTimeLimits, sendCard } from './stories/send-card.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { contacts, on, onStage, stageOf, type Stage } from './stories/stage.fixture.js';

/** Buttons for some scenarios of the simulator. */
const faultButtons = ({ faults, simulator }: Stage) => [
  ...scenarios
    .filter(({ id }) => ['token-endpoint-down', 'bot-token-service-down'].includes(id))
    .map((scenario) => ({ label: scenario.title, run: () => void scenario.apply(faults) })),
  { label: 'No fault', run: () => faults.clear() },
  { label: 'Send a sign-in card', run: () => simulator.sendSignInCard() },
];

const meta = {
  title: 'Components/LiveChatAuthDevtools',
  component: LiveChatAuthDevtools,
  ...onStage,
  args: { enabled: true, initiallyOpen: true },
  argTypes: { actions: { control: false }, events: { control: false } },
  render: (args, { loaded }) => {
    const stage = stageOf(loaded);
    return (
      <Shop key={stage.id} stage={stage}>
        <LiveChatAuthDevtools {...args} actions={faultButtons(stage)} />
      </Shop>
    );
  },
} satisfies Meta<typeof LiveChatAuthDevtools>;
export default meta;
type Story = StoryObj<typeof meta>;

/** State, safe claims, the countdown, the registration, and the timeline. */
export const Open: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    const token = within(await canvas.findByRole('region', { name: 'Token' }));
    await expect(token.getByText(/^\d+:\d\d$/)).toBeVisible();
    await expect(canvasElement.innerHTML).not.toContain(contacts.ann);
    await waitFor(() => expect(within(canvas.getByRole('region', { name: 'Registration' })).getAllByText(/^since/).length).toBe(3));
  },
};

/** The reason why a card is shown. */
export const WhyDidTheCardShow: Story = {
  parameters: on(longTimeLimits),
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await userEvent.click(await canvas.findByRole('button', { name: 'Card: token service is down' }));
    await sendCard(canvasElement, stageOf(loaded));
    await expect(
      (await canvas.findAllByText(/The bot token service responded with 500. Only 200, 202 and 404 hide a card/))[0],
    ).toBeVisible();
  },
};

/** Only the button, until it is pressed. */
export const Closed: Story = {
  args: { initiallyOpen: false },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Live chat auth' })).toHaveAttribute('aria-expanded', 'false');
  },
};

/** A production build renders nothing, unless `enabled` is given. */
export const Disabled: Story = {
  args: { enabled: false },
  play: async ({ canvas, canvasElement }) => {
    await expectFacts(canvasElement, { Widget: 'ready' });
    await expect(canvas.queryByRole('button', { name: 'Live chat auth' })).toBeNull();
  },
};

/** An error with its code, its fix, and a link. */
export const WithAnError: Story = {
  parameters: on({ faults: { token: 'wrong-algorithm' } }),
  play: async ({ canvas }) => {
    await canvas.findByRole('region', { name: 'Live chat auth devtools' });
    await waitFor(() => expect(canvas.getByText('token-algorithm', { selector: 'code' })).toBeVisible());
  },
};
