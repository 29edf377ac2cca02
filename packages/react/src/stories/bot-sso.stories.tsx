import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { BotSignInCard } from '../index.js';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { Shop } from './shop.fixture.js';
import { anonymous, longTimeLimits, sendCard } from './send-card.fixture.js';
import { on, stageOf } from './stage.fixture.js';

/**
 * The bot sends a sign-in card. The library posts the user's token to the card's bot token URL and tells the widget whether to
 * show the card. The card is shown only when the user has to sign in, or when something failed.
 */
const meta = {
  title: 'Widget/Bot single sign-on',
  ...inShop(),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** Signed in: the token service responds with 200, and the card is hidden. */
export const Hidden: Story = {
  parameters: on(longTimeLimits),
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    await expect(await sendCard(canvasElement, stage)).toMatchObject({ shown: false });
    await expectFacts(canvasElement, { Bot: 'signed-in', 'Sign-in card': 'none open' });
    await expect(stage.botTokenPosts()).toBe(1);
  },
};

/** Signed out: there is no token, so the card is shown, and the page can show its own call to action beside it. */
export const Shown: Story = {
  parameters: on(anonymous),
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    await expect(await sendCard(canvasElement, stage)).toMatchObject({ shown: true });
    await expectFacts(canvasElement, { Bot: 'sign-in-required', 'Sign-in card': 'open' });
    await expect(stage.botTokenPosts()).toBe(0);
  },
};

/** The card is on screen, the user signs in, and the card is completed without a reload. */
export const SignInCompletesTheCard: Story = {
  parameters: on(anonymous),
  play: async ({ canvas, canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    await sendCard(canvasElement, stage);
    await userEvent.click(canvas.getByRole('button', { name: 'Ann' }));
    await expectFacts(canvasElement, { User: 'ann', Bot: 'signed-in', 'Sign-in card': 'none open' });
    await expect(stage.botTokenPosts()).toBe(1);
  },
};

const answered = (status: number, shown: boolean): Story => ({
  parameters: on({ ...longTimeLimits, faults: { botTokenService: { status } } }),
  play: async ({ canvasElement, loaded }) => {
    await expect(await sendCard(canvasElement, stageOf(loaded))).toMatchObject({ shown });
    await expectFacts(canvasElement, {
      Bot: shown ? 'sign-in-required' : 'signed-in',
      'Sign-in card': shown ? 'open' : 'none open',
    });
  },
});

/** The token service responds that the user is signed in already. */
export const Answered202: Story = { name: 'Answered 202', ...answered(202, false) };

/** 404 means the same. */
export const Answered404: Story = { name: 'Answered 404', ...answered(404, false) };

/** Every other status shows the card: the user can still sign in there. */
export const Answered500: Story = { name: 'Answered 500', ...answered(500, true) };

/** The token service is too slow: the card is shown at the time limit, and the late success still counts. */
export const TimeLimitMissed: Story = {
  parameters: on({ faults: { botTokenService: { delay: 5000 } } }),
  play: async ({ canvasElement, loaded, step }) => {
    await step('the widget receives its answer in time', async () => {
      await expect(await sendCard(canvasElement, stageOf(loaded))).toMatchObject({ shown: true });
      await expectFacts(canvasElement, { 'Sign-in card': 'open' });
    });
    await step('a late success changes the state', () => expectFacts(canvasElement, { Bot: 'signed-in', 'Sign-in card': 'none open' }));
  },
};

/** The same sign-in is requested again in the next chat: the card is hidden without a second post. */
export const Repeated: Story = {
  parameters: on(longTimeLimits),
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    const card = { signInId: crypto.randomUUID() };
    await sendCard(canvasElement, stage, card);
    await stage.simulator.endChat();
    await expect(await sendCard(canvasElement, stage, card)).toMatchObject({ shown: false, providerCalls: 1 });
    await expectFacts(canvasElement, { Bot: 'signed-in' });
    await expect(stage.botTokenPosts()).toBe(1);
  },
};

/** Two cards of two connections arrive together. Each has its own decision. */
export const TwoAtOnce: Story = {
  parameters: on(longTimeLimits),
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await stage.simulator.startChat();
    const [first, second] = await Promise.all([
      stage.simulator.sendSignInCard(),
      stage.simulator.sendSignInCard({ sasUrl: 'https://evil.example/api/sas/postToken?state=x&expiry=9999999999' }),
    ]);
    await expect(first.shown).toBe(false);
    await expect(second.shown).toBe(true);
  },
};

/** The card's URL names a host that does not belong to Bot Framework: nothing is sent, and the card is shown. */
export const RefusedHost: Story = {
  parameters: on({ faults: { botTokenHost: 'token.botframework.com.evil.example' } }),
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    await expect(await sendCard(canvasElement, stage)).toMatchObject({ shown: true });
    await expectFacts(canvasElement, { 'Sign-in card': 'open', Error: 'bot-url-host' });
    await expect(stage.botTokenPosts()).toBe(0);
  },
};

/** The card's URL has expired while the card was on screen: the user has to ask the bot again. */
export const UrlExpired: Story = {
  name: 'URL expired',
  parameters: on({ ...anonymous, botTokenLifetime: 6 }),
  render: (_, { loaded }) => {
    const stage = stageOf(loaded);
    return (
      <Shop key={stage.id} stage={stage}>
        <BotSignInCard onSignIn={() => {}} />
      </Shop>
    );
  },
  play: async ({ canvas, canvasElement, loaded }) => {
    await expect(await sendCard(canvasElement, stageOf(loaded))).toMatchObject({ shown: true });
    await expectFacts(canvasElement, { Bot: 'expired', 'Sign-in card': 'none open' });
    await waitFor(() => expect(canvas.getByRole('region', { name: 'This sign-in request has expired' })).toBeVisible());
  },
};
