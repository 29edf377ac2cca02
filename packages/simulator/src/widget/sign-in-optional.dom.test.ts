import { beforeEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { issuer, shopOmnichannel } from '../omnichannel/omnichannel.fixture.js';
import { openPage, sdkOnPage } from './widget.fixture.js';

beforeEach(() => localStorage.clear());

/** A site on which sign-in is optional. Its pages share an Omnichannel, so that a second page acts like a reload. */
function site() {
  const omnichannel = shopOmnichannel();
  return {
    omnichannel,
    open(first: string | null) {
      let token = first;
      const page = openPage({ generation: 'v2', omnichannel, widgetId: 'optional' });
      page.simulator.ready();
      const provider = vi.fn((callback: (token: string | null) => void) => callback(token));
      sdkOnPage().setAuthTokenProvider(provider);
      return { ...page, provider, signIn: (signedIn: string) => void (token = signedIn) };
    },
  };
}

describe('v2, optional sign-in', () => {
  test('does not request a token again in a chat that started without one', async () => {
    const { simulator, provider, signIn } = site().open(null);
    expect(await simulator.startChat()).toMatchObject({ authenticated: false });
    signIn(await issuer.sign());
    for (const operation of ['reconnect', 'details', 'transcript'] as const) await simulator.perform(operation);
    expect(provider).toHaveBeenCalledTimes(1);
    expect(simulator.getState().chat).toMatchObject({ conversation: { authenticated: false } });
  });

  test('requests a token for the next chat', async () => {
    const { simulator, provider, signIn } = site().open(null);
    await simulator.startChat();
    signIn(await issuer.sign());
    await simulator.endChat();
    expect(await simulator.startChat()).toMatchObject({ authenticated: true });
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('authenticates the running chat after a reload with a token', async () => {
    const { open } = site();
    const before = open(null);
    const { id } = await before.simulator.startChat();
    before.uninstall();
    const after = open(await issuer.sign());
    await eventually(() => expect(after.simulator.getState().chat).toMatchObject({ conversation: { id, authenticated: true } }));
  });
});

describe('signing in during a chat, as the chat SDK does', () => {
  const started = async (widgetId: string) => {
    const omnichannel = shopOmnichannel();
    const result = await omnichannel.startConversation({ widgetId, token: null });
    if (!('conversation' in result)) throw new Error(JSON.stringify(result));
    const { id: conversationId } = result.conversation;
    return (token: string | null) => omnichannel.perform({ conversationId, operation: 'authenticate', token });
  };

  test('authenticates the conversation', async () => {
    const authenticate = await started('optional');
    expect(await authenticate(await issuer.sign())).toMatchObject({ conversation: { authenticated: true } });
  });

  test('needs a token', async () => {
    expect(await (await started('optional'))(null)).toMatchObject({
      refusal: { detail: 'The widget requires a token, and none was sent.' },
    });
  });

  test('is refused when sign-in is not optional', async () => {
    expect(await (await started('plain'))(await issuer.sign())).toMatchObject({ refusal: { reason: 'sign-in-not-optional' } });
  });
});
