import { describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { issuer, readyPage } from '../widget/widget.fixture.js';
import { anonymousChatScenarios } from './anonymous-chat-scenarios.js';
import { createFaultBoard } from './fault-board.js';

/** Opens a page with one cause simulated, and registers the page's provider. The user is signed in unless `signedIn` is false. */
async function pageWith(id: string, signedIn = true) {
  const faults = createFaultBoard();
  anonymousChatScenarios.find((each) => each.id === id)?.apply(faults);
  let token = signedIn ? await issuer.sign() : null;
  const page = readyPage({ generation: 'v2', faults });
  const provider = vi.fn((callback: (token: string | null) => void) => callback(token));
  page.sdk.setAuthTokenProvider(provider);
  return { ...page, provider, signIn: async () => void (token = await issuer.sign()) };
}

describe('the chat is anonymous, without an error, in the scenario', () => {
  test.each(['no-authentication-setting', 'no-client-function', 'other-client-function'])('%s', async (id) => {
    const { simulator, provider, errors } = await pageWith(id);
    expect(await simulator.startChat()).toMatchObject({ authenticated: false });
    expect(provider).not.toHaveBeenCalled();
    expect(errors()).toEqual([]);
  });

  test('other-provider, which another script registers after lcw:ready', async () => {
    const { sdk, simulator, provider, errors } = await pageWith('other-provider');
    await eventually(() => expect(sdk.getAuthTokenProvider()).not.toBe(provider));
    expect(await simulator.startChat()).toMatchObject({ authenticated: false });
    expect(provider).not.toHaveBeenCalled();
    expect(errors()).toEqual([]);
  });

  test('chat-before-sign-in, until the chat ends', async () => {
    const { simulator, provider, signIn } = await pageWith('chat-before-sign-in', false);
    expect(await simulator.startChat()).toMatchObject({ authenticated: false });
    await signIn();
    await simulator.perform('reconnect');
    expect(provider).toHaveBeenCalledTimes(1);
    await simulator.endChat();
    expect(await simulator.startChat()).toMatchObject({ authenticated: true });
  });
});

test('an uninstall removes the other script', async () => {
  const { uninstall } = await pageWith('other-client-function');
  expect(window).toHaveProperty('otherScript');
  uninstall();
  expect(window).not.toHaveProperty('otherScript');
});
