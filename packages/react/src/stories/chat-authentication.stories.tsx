import type { Faults } from '@lcw-auth/simulator';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { LiveChatAuthDevtools } from '../devtools.js';
import { LiveChatReconnectHint } from '../index.js';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { contacts, on, stageOf, type StageOptions } from './stage.fixture.js';

/**
 * Why a chat of a signed-in user is not authenticated. The widget reports no error in these cases, so the library watches whether
 * it requests a token. The devtools list the causes and their fixes, the most likely first. The iframe generation of the widget
 * (v1) does not show this, so these stories use the current one.
 */
const meta = {
  title: 'Widget/Chat authentication',
  ...inShop(
    <>
      <LiveChatReconnectHint />
      <LiveChatAuthDevtools enabled initiallyOpen />
    </>,
  ),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const onPresentWidget = (faults: Faults, options: StageOptions = {}) => on({ ...options, faults, simulator: { generation: 'v2' } });

/** The widget requests a token and receives it. */
export const Authenticated: Story = {
  parameters: onPresentWidget({}),
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await stageOf(loaded).simulator.startChat();
    await expectFacts(canvasElement, { Chat: 'open (authenticated)' });
  },
};

const notRequested = (setting: NonNullable<Faults['authentication']>, widget: NonNullable<Faults['widget']> = {}): Story => ({
  parameters: onPresentWidget({ authentication: setting, widget }),
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: false });
    await expectFacts(canvasElement, { Chat: 'open (not-requested)' });
    const causes = within(await canvas.findByRole('list', { name: 'Likely causes' }));
    await expect(causes.getAllByRole('listitem')).toHaveLength(4);
    await expect(canvas.getByRole('button', { name: 'Live chat auth' })).toHaveAccessibleDescription('There are errors');
  },
});

/** The chat widget has no chat authentication setting. */
export const NoAuthenticationSetting: Story = notRequested({ setting: 'missing' });

/** The setting names no JavaScript client function. */
export const NoClientFunction: Story = notRequested({ setting: 'no-client-function' });

/** The setting names the function of another script, which returns no token. */
export const AnotherClientFunction: Story = notRequested(
  { setting: 'other-client-function', signInOptional: true },
  { otherScript: 'client-function' },
);

/** The chat was opened before the user signed in, where sign-in is optional. The hint offers a new chat. */
export const ChatBeforeSignIn: Story = {
  parameters: onPresentWidget({ authentication: { signInOptional: true } }, { userId: null, provider: { signInOptional: true } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready' });
    await simulator.startChat();
    await expectFacts(canvasElement, { Chat: 'open (anonymous)' });
    await userEvent.click(canvas.getByRole('button', { name: 'Ann' }));
    await expectFacts(canvasElement, { User: 'ann', Token: 'valid', Chat: 'open (anonymous)' });
    await userEvent.click(await canvas.findByRole('button', { name: 'Start a new chat' }));
    await expectFacts(canvasElement, { Chat: 'open (authenticated)' });
    await expect(simulator.conversations.at(-1)).toMatchObject({ authenticated: true, contactId: contacts.ann });
  },
};

/** Another script has registered its own auth token provider, which returns no token. The devtools report the conflict. */
export const AnotherProvider: Story = {
  parameters: onPresentWidget({ authentication: { signInOptional: true }, widget: { otherScript: 'provider' } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: false });
    await waitFor(() => expect(canvas.getByText('conflict-auth-provider', { selector: 'code' })).toBeVisible());
  },
};
