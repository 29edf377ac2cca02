import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { contacts, on, stageOf, type StageOptions } from './stage.fixture.js';

/**
 * The widget gets a valid token of the right user on every ask, or null and the page says why. The token endpoint is HTTP,
 * answered by MSW with real RS256 tokens; Omnichannel's side checks them with the public key.
 */
const meta = {
  title: 'Widget/Auth token',
  ...inShop(),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** The endpoint answers, the chat is authenticated, and the agent sees who it is. */
export const Valid: Story = {
  play: async ({ canvasElement, loaded }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid', Subject: '11111111…' });
    await expect(await simulator.startChat()).toMatchObject({ authenticated: true, contactId: contacts.ann });
  },
};

/** Nobody is signed in, and sign-in is optional: null is the right answer, and the chat goes on anonymously. */
export const Anonymous: Story = {
  parameters: on({ userId: null, provider: { signInOptional: true }, simulator: { signInOptional: true } }),
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'signed-out (no-user)' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: false, contactId: null });
    await expectFacts(canvasElement, { Error: 'none' });
  },
};

/** The endpoint takes its time, less than the widget allows. */
export const Slow: Story = {
  name: 'Slow, in time',
  parameters: on({ faults: { tokenEndpoint: { delay: 1500 } } }),
  play: async ({ canvasElement, globals, loaded }) => {
    const { simulator } = stageOf(loaded);
    // v1 takes the token at registration, which waits for one: a chat before that has none.
    if (globals['generation'] === 'v1') await expectFacts(canvasElement, { Token: 'valid' });
    await expect(await simulator.startChat()).toMatchObject({ authenticated: true });
    await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
  },
};

/** The endpoint is slower than the widget allows (here one second, not ten): it gets null in time, and the page says why. */
export const TooSlow: Story = {
  name: 'Slow, too late',
  parameters: on({ faults: { tokenEndpoint: { delay: 5000 } }, provider: { tokenTimeout: 900 }, simulator: { tokenTimeLimit: 1000 } }),
  play: async ({ canvasElement, loaded }) => {
    await expect(stageOf(loaded).simulator.startChat()).rejects.toThrow();
    await expectFacts(canvasElement, { Token: 'error' });
    await waitFor(() => expect(canvasElement.querySelector('[data-fact="Error"]')).toHaveTextContent(/token-timeout|token-not-provided/));
  },
};

/** The endpoint says 401: the portal's session is over. */
export const SessionOver: Story = {
  parameters: on({ faults: { tokenEndpoint: { status: 401 } } }),
  play: async ({ canvasElement }) => expectFacts(canvasElement, { Token: 'signed-out (endpoint-401)', User: 'ann' }),
};

/** The endpoint is down: an error, tried again with growing pauses until it answers. */
export const EndpointDown: Story = {
  parameters: on({ faults: { tokenEndpoint: { status: 503 } } }),
  play: async ({ canvasElement, loaded, step }) => {
    await expectFacts(canvasElement, { Token: 'error', Error: 'token-http-error' });
    await step('comes back by itself', async () => {
      stageOf(loaded).faults.clear();
      await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
    });
  },
};

const refused = (token: NonNullable<StageOptions['faults']>['token'], code: string): Story => ({
  parameters: on({ faults: token ? { token } : {} }),
  play: async ({ canvasElement }) => expectFacts(canvasElement, { Token: 'error', Error: code }),
});

/** It arrived expired: the clocks disagree. It is never handed over. */
export const Expired: Story = refused('expired', 'token-expired');

/** Not three parts. */
export const Malformed: Story = refused('malformed', 'token-malformed');

/** HS256, as in Microsoft's sample: Omnichannel takes RS256 only. */
export const Hs256: Story = { name: 'HS256', ...refused('wrong-algorithm', 'token-algorithm') };

/** No `sub`: Omnichannel could link no contact. */
export const MissingClaim: Story = refused('missing-subject', 'token-claim');

/** `lwicontexts` is an object where it has to be a string. */
export const UnserialisedContext: Story = refused('unserialised-context', 'token-context');

/** Signed with a key that is not published. Only Omnichannel can tell: the widget's error 4 becomes a typed error. */
export const ForeignKey: Story = {
  parameters: on({ faults: { token: 'foreign-key' } }),
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await expect(stageOf(loaded).simulator.startChat()).rejects.toThrow();
    await expectFacts(canvasElement, { Error: 'token-rejected' });
  },
};

/** A new token is fetched in time; the chat goes on with it. (Here tokens live three seconds.) */
export const RefreshDuringChat: Story = {
  // A token of seconds may run out on its way to Omnichannel, which allows for that.
  parameters: on({ tokenLifetime: 3, provider: { refreshAhead: 1500 }, simulator: { clockTolerance: 2 } }),
  play: async ({ canvasElement, loaded }) => {
    const { simulator, tokenRequests } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
    await simulator.startChat();
    // By then the token that the widget took at the start has run out.
    await waitFor(() => expect(tokenRequests()).toBeGreaterThan(3));
    await expectFacts(canvasElement, { Token: 'valid', Error: 'none' });
    await expect(simulator.conversations).toHaveLength(1);
    await simulator.perform('transcript');
  },
};

/** The network goes: a renewal fails, the valid token stays, and it is renewed when the network is back. */
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
