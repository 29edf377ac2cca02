import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTestToken, liveChatMatchers, sharedTestIssuer } from './index.js';
import './vitest.js';

async function openChat(setting: 'with-setting' | 'without-setting' = 'without-setting') {
  const issuer = await sharedTestIssuer();
  const simulator = createLiveChatSimulator({
    setting: setting === 'with-setting' ? issuer.setting({ javascriptClientFunction: 'auth.token' }) : null,
    fetch: issuer.fetch,
  });
  onTestFinished(simulator.install());
  await simulator.startChat().catch(() => undefined);
  return simulator;
}

const failure = (check: () => void): string => {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
};

describe('the message of a failure', () => {
  it('says that there was no chat', () => {
    const simulator = createLiveChatSimulator();
    expect(failure(() => expect(simulator).toHaveAuthenticatedChat())).toBe(
      'Expected an authenticated chat (Authenticated: Yes).\nFound no chat (the widget is absent, the chat closed).',
    );
  });

  it('says that the chat is anonymous', async () => {
    const simulator = await openChat();
    expect(failure(() => expect(simulator).toHaveAuthenticatedChat())).toContain('Found an anonymous chat (Authenticated: No).');
    expect(failure(() => expect(simulator).not.toHaveAnonymousChat())).toMatch(/^Expected not an anonymous chat/);
    expect(simulator).toHaveAnonymousChat();
  });

  it('names the error that prevented the chat', async () => {
    const simulator = await openChat('with-setting');
    expect(simulator).toHaveFailedChat(8);
    expect(failure(() => expect(simulator).toHaveAnonymousChat())).toMatch(/Found error 8: /);
    expect(failure(() => expect(simulator).toHaveFailedChat(3))).toMatch(/with error 3\.\nFound error 8/);
  });

  it('names the differences in the conversation', async () => {
    const token = await createTestToken({}, { context: { vip: true } });
    Object.assign(window, { auth: { token: (callback: (jwt: string) => void) => callback(token) } });
    onTestFinished(() => void Reflect.deleteProperty(window, 'auth'));
    const simulator = await openChat('with-setting');
    expect(simulator).toHaveAuthenticatedChat({ context: { vip: true } });
    expect(failure(() => expect(simulator).toHaveAuthenticatedChat({ queue: 'VIP', context: { vip: false, cart: 1 } }))).toBe(
      'Expected an authenticated chat with queue "VIP", vip false, cart 1.\nFound queue "Default queue", vip true, cart missing.',
    );
  });

  it('lists the cards', async () => {
    const simulator = await openChat();
    expect(failure(() => expect(simulator).toShowSignInCard())).toContain('Found no such card.');
    await simulator.sendSignInCard({ signInId: 'a' });
    expect(failure(() => expect(simulator).toHideSignInCard('a'))).toBe('Expected a hidden sign-in card a.\nFound card a shown.');
    expect(simulator).toShowSignInCard('a');
    expect(simulator).not.toShowSignInCard('b');
  });
});

describe('misuse', () => {
  it('says which argument to pass', () => {
    for (const wrong of [null, undefined, 'simulator', {}]) {
      expect(() => liveChatMatchers.toShowSignInCard(wrong as never)).toThrow(/expect\(simulator\)/);
    }
  });
});
