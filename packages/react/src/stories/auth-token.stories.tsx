import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { contacts, on, stageOf, type StageOptions } from './stage.fixture.js';

/**
 * The widget receives a valid token of the right user on every request, or null and the page shows the reason. MSW answers the
 * token endpoint with real RS256 tokens, and the simulated Omnichannel checks them with the public key.
 */
const meta = {
  title: 'Widget/Auth token',
  ...inShop(),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** The endpoint returns a token, the chat is authenticated, and the agent sees the contact. */
export const Valid: Story = {
  play: async ({ canvasElement, loaded }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid', Subject: '11111111…' });
    await expect(await simulator.startChat()).toMatchObject({ authenticated: true, contactId: contacts.ann });
  },
};

/** No user is signed in, and sign-in is optional: null is a valid answer, and the chat is anonymous. */
export const Anonymous: Story = {
  parameters: on({ userId: null, provider: { signInOptional: true }, simulator: { signInOptional: true } }),
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'signed-out (no-user)' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: false, contactId: null });
    await expectFacts(canvasElement, { Error: 'none' });
  },
};

/** The endpoint is slow, but within the widget's time limit. */
export const Slow: Story = {
  name: 'Slow, in time',
  parameters: on({ faults: { tokenEndpoint: { delay: 1500 } } }),
  play: async ({ canvasElement, globals, loaded }) => {
    const { simulator } = stageOf(loaded);
    // v1 takes the token at registration, which waits for a token. A chat before that has none.
    if (globals['generation'] === 'v1') await expectFacts(canvasElement, { Token: 'valid' });
    await expect(await simulator.startChat()).toMatchObject({ authenticated: true });
    await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
  },
};

/** The endpoint is slower than the widget allows (here one second, not ten). The widget receives null in time, and the page shows the reason. */
export const TooSlow: Story = {
  name: 'Slow, too late',
  parameters: on({ faults: { tokenEndpoint: { delay: 5000 } }, provider: { tokenTimeout: 900 }, simulator: { tokenTimeLimit: 1000 } }),
  play: async ({ canvasElement, loaded }) => {
    await expect(stageOf(loaded).simulator.startChat()).rejects.toThrow();
    await expectFacts(canvasElement, { Token: 'error' });
    await waitFor(() => expect(canvasElement.querySelector('[data-fact="Error"]')).toHaveTextContent(/token-timeout|token-not-provided/));
  },
};

/** The endpoint responds with 401: the portal's session has ended. */
export const SessionOver: Story = {
  parameters: on({ faults: { tokenEndpoint: { status: 401 } } }),
  play: async ({ canvasElement }) => expectFacts(canvasElement, { Token: 'signed-out (session-ended)', User: 'ann' }),
};

/** The endpoint is down. The library retries with growing pauses until the endpoint responds. */
export const EndpointDown: Story = {
  parameters: on({ faults: { tokenEndpoint: { status: 503 } } }),
  play: async ({ canvasElement, loaded, step }) => {
    await expectFacts(canvasElement, { Token: 'error', Error: 'token-http-error' });
    await step('recovers automatically', async () => {
      stageOf(loaded).faults.clear();
      await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
    });
  },
};

const refused = (token: NonNullable<StageOptions['faults']>['token'], code: string): Story => ({
  parameters: on({ faults: token ? { token } : {} }),
  play: async ({ canvasElement }) => expectFacts(canvasElement, { Token: 'error', Error: code }),
});

/** The token had expired when it arrived, because the clocks differ. The widget never receives it. */
export const Expired: Story = refused('expired', 'token-expired');

/** The token does not have three parts. */
export const Malformed: Story = refused('malformed', 'token-malformed');

/** HS256, as in Microsoft's sample. Omnichannel verifies tokens with a public key only. */
export const Hs256: Story = { name: 'HS256', ...refused('wrong-algorithm', 'token-algorithm') };

/** The token has no `sub`, so Omnichannel cannot link a contact. */
export const MissingClaim: Story = refused('missing-subject', 'token-claim');

/** `lwicontexts` is an object instead of a string. The token is used, with a warning, and Omnichannel rejects it. */
export const UnserialisedContext: Story = {
  parameters: on({ faults: { token: 'unserialised-context' } }),
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(stageOf(loaded).events.some(({ type }) => type === 'token-warning')).toBe(true);
    await expect(stageOf(loaded).simulator.startChat()).rejects.toThrow();
    await expectFacts(canvasElement, { Error: 'token-rejected' });
  },
};

/** The token is signed with a key that is not published. Only Omnichannel can notice that: the widget's error 4 becomes a typed error. */
export const ForeignKey: Story = {
  parameters: on({ faults: { token: 'foreign-key' } }),
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(stageOf(loaded).simulator.startChat()).rejects.toThrow();
    await expectFacts(canvasElement, { Error: 'token-rejected' });
  },
};

/** A new token is fetched before the old one expires, and the chat continues. (Here tokens are valid for three seconds.) */
export const RefreshDuringChat: Story = {
  // A token that is valid for seconds may expire before Omnichannel checks it, so Omnichannel is tolerant here.
  parameters: on({ tokenLifetime: 3, provider: { refreshBeforeExpiry: 1500 }, simulator: { clockTolerance: 10 } }),
  play: async ({ canvasElement, loaded }) => {
    const { simulator, tokenRequests } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await simulator.startChat();
    // The token that the widget received at the start has expired by then.
    await waitFor(() => expect(tokenRequests()).toBeGreaterThan(3));
    await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
    await expect(simulator.conversations).toHaveLength(1);
    await simulator.perform('transcript');
  },
};

/** The network fails: a renewal fails, the valid token stays, and it is renewed when the network is back. */
export const OfflineAndBack: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { faults } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await step('offline', async () => {
      faults.set({ tokenEndpoint: { offline: true } });
      await userEvent.click(canvas.getByRole('button', { name: 'Fetch a new token' }));
      await expectFacts(canvasElement, { Token: 'valid', Error: 'token-network-failed' });
      await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: true });
    });
    await step('back', async () => {
      faults.clear();
      window.dispatchEvent(new Event('online'));
      await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
    });
  },
};
