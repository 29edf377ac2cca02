import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { BotSignInCard, german } from './index.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { anonymous, sendCard } from './stories/send-card.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { onStage, stageOf, type StageOptions } from './stories/stage.fixture.js';

const on = (stage: StageOptions) => ({ stage: { ...anonymous, ...stage } });
const pending = () => new Promise<void>(() => {});

const meta = {
  title: 'Components/BotSignInCard',
  component: BotSignInCard,
  ...onStage,
  parameters: on({}),
  args: { onSignIn: pending },
  argTypes: { messages: { control: 'object' }, onSignIn: { control: false } },
  render: (args, { loaded }) => {
    const stage = stageOf(loaded);
    return (
      <Shop key={stage.id} stage={stage}>
        <BotSignInCard {...args} />
      </Shop>
    );
  },
} satisfies Meta<typeof BotSignInCard>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The bot's card is on screen. The companion is announced politely and does not take the focus. */
export const SignInRequired: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await expect(canvas.queryByRole('region', { name: 'The assistant asks you to sign in' })).toBeNull();
    await sendCard(canvasElement, stageOf(loaded));
    await expect(await canvas.findByRole('region', { name: 'The assistant asks you to sign in' })).toBeVisible();
    await expect(canvas.getAllByRole('status')[0]).toHaveTextContent('The assistant asks you to sign in');
    await expect(canvas.getByRole('button', { name: 'Sign in' })).not.toHaveFocus();
  },
};

/** The user has pressed the button, and the popup is open. */
export const SigningIn: Story = {
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    const button = await canvas.findByRole('button', { name: 'Sign in' });
    button.focus();
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByRole('button', { name: 'Signing in…' })).toHaveFocus();
  },
};

/** The sign-in failed, for example because the popup was blocked. */
export const SignInFailed: Story = {
  args: { onSignIn: () => Promise.reject(new Error('The popup was blocked.')) },
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    await userEvent.click(await canvas.findByRole('button', { name: 'Sign in' }));
    await expect(canvas.getAllByText('The sign-in did not work. Please try again.')[0]).toBeInTheDocument();
    await expect(canvas.getByRole('button', { name: 'Sign in' })).toBeVisible();
  },
};

const signsIn: NonNullable<Story['render']> = (args, { loaded }) => (
  <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
    {(signIn) => <BotSignInCard {...args} onSignIn={signIn} />}
  </Shop>
);

/** The user is signed in. The token service is slow, so the card is busy until it responds. */
export const Completing: Story = {
  parameters: on({ faults: { botTokenService: { delay: 20_000 } } }),
  render: signsIn,
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    await userEvent.click(await canvas.findByRole('button', { name: 'Sign in' }));
    const card = canvas.getByRole('region', { name: 'The assistant asks you to sign in' });
    await waitFor(() => expect(card).toHaveAttribute('data-phase', 'completing'));
    await expect(canvas.getByRole('button', { name: 'Signing in…' })).toHaveAttribute('aria-disabled', 'true');
  },
};

/** The sign-in succeeded: the bot continues in the chat, and the card shows that for a moment. */
export const SignedIn: Story = {
  render: signsIn,
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    await sendCard(canvasElement, stage);
    await userEvent.click(await canvas.findByRole('button', { name: 'Sign in' }));
    await expect(await canvas.findByRole('region', { name: 'You are signed in. The assistant continues in the chat.' })).toBeVisible();
    await expectFacts(canvasElement, { Bot: 'signed-in', 'Sign-in card': 'none open' });
    await expect(stage.botTokenPosts()).toBe(1);
  },
};

/** The card's URL has expired: only a new card can be completed. */
export const Expired: Story = {
  parameters: on({ botTokenLifetime: 8 }),
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    await expect(await canvas.findByRole('region', { name: 'This sign-in request has expired' })).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  },
};

/** The card's URL was refused, so only the chat can complete it. */
export const OnlyInTheChat: Story = {
  parameters: on({ faults: { botTokenHost: 'token.botframework.com.evil.example' } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    await expect((await canvas.findAllByText('Use the sign-in button in the chat to continue.'))[0]).toBeInTheDocument();
  },
};

/** `messages={german}` */
export const German: Story = {
  args: { messages: german },
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    await expect(await canvas.findByRole('button', { name: 'Anmelden' })).toBeVisible();
  },
};

/** Right to left, with the app's own texts. */
export const RightToLeft: Story = {
  args: { messages: { signInTitle: 'المساعد يطلب منك تسجيل الدخول', signInReason: 'سجّل الدخول هنا للمتابعة.', signIn: 'تسجيل الدخول' } },
  render: (args, { loaded }) => (
    <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
      <div dir="rtl" lang="ar">
        <BotSignInCard {...args} />
      </div>
    </Shop>
  ),
  play: async ({ canvas, canvasElement, loaded }) => {
    await sendCard(canvasElement, stageOf(loaded));
    const button = await canvas.findByRole('button', { name: 'تسجيل الدخول' });
    const card = canvas.getByRole('region', { name: 'المساعد يطلب منك تسجيل الدخول' });
    const [place, edge] = [button.getBoundingClientRect(), card.getBoundingClientRect()];
    // On a narrow page the button is below the text, at the start of the line.
    const isBelow = place.top >= canvas.getByText('سجّل الدخول هنا للمتابعة.').getBoundingClientRect().bottom;
    await expect(isBelow ? edge.right - place.right : place.left - edge.left).toBeLessThan(40);
  },
};
