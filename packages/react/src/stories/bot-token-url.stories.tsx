import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { sendCard } from './send-card.fixture.js';
import { stageOf } from './stage.fixture.js';

/**
 * A card's bot token URL is untrusted input, and the user's token would be sent to it. Each story has a URL that the library
 * refuses: the card is shown, the reason has a code, and nothing is sent.
 */
const meta = {
  title: 'Widget/Refused bot token URLs',
  ...inShop(),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const inAMinute = () => Math.floor(Date.now() / 1000) + 60;
const query = () => `?expiry=${inAMinute()}&id=key&state=sign-in-1&hmac=secret`;

const refused = (code: string, sasUrl: () => string): Story => ({
  play: async ({ canvasElement, loaded }) => {
    const stage = stageOf(loaded);
    const sent = await sendCard(canvasElement, stage, { signInId: 'sign-in-1', sasUrl: sasUrl() });
    await expect(sent).toMatchObject({ shown: true });
    await expectFacts(canvasElement, { 'Sign-in card': 'open', Error: code });
    await expect(stage.botTokenPosts()).toBe(0);
  },
});

/** http is allowed only for loopback hosts that the app lists. */
export const NotHttps: Story = {
  name: 'Not https',
  ...refused('bot-url-insecure', () => `http://token.botframework.com/api/sas/postToken${query()}`),
};

/** A user name before the host can disguise another host. */
export const Credentials: Story = refused(
  'bot-url-credentials',
  () => `https://me:pass@token.botframework.com/api/sas/postToken${query()}`,
);

/** The whole host is compared, so a trailing dot makes a different host. */
export const TrailingDot: Story = refused('bot-url-host', () => `https://token.botframework.com./api/sas/postToken${query()}`);

/** The port is part of the comparison. */
export const OddPort: Story = refused('bot-url-host', () => `https://token.botframework.com:8443/api/sas/postToken${query()}`);

/** A relative URL would send the token to the portal itself. */
export const Relative: Story = refused('bot-url-malformed', () => `/api/sas/postToken${query()}`);

/** Without a state, the URL cannot be assigned to a card. */
export const NoState: Story = refused(
  'bot-url-no-state',
  () => `https://token.botframework.com/api/sas/postToken${query().replace('&state=sign-in-1', '')}`,
);
