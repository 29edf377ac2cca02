import { createLiveChatSimulator, createTestIssuer } from '@lcw-auth/simulator';
import { act, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { LiveChatAuthProvider } from './index.js';

const outer = '11111111-1111-4111-8111-111111111111';
const inner = '22222222-2222-4222-8222-222222222222';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it.each([
  ['development', 2],
  ['production', 0],
])('of two nested providers with different users the outer one responds, and both report the conflict: %s', async (mode, lines) => {
  vi.stubEnv('NODE_ENV', mode);
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const issuer = await createTestIssuer();
  const simulator = createLiveChatSimulator({ setting: issuer.setting(), fetch: issuer.fetch, readyAfter: 'never' });
  const uninstall = simulator.install();
  const conflicts: string[] = [];
  const propsOf = (name: string, userId: string) => ({
    userId,
    getAuthToken: () => issuer.sign({ sub: userId }),
    onEvent: (event: { type: string; code?: string }) => event.type === 'conflict' && conflicts.push(`${name}: ${event.code}`),
    developmentConsole: true,
  });
  render(
    <LiveChatAuthProvider {...propsOf('outer', outer)}>
      <LiveChatAuthProvider {...propsOf('inner', inner)} />
    </LiveChatAuthProvider>,
  );
  act(() => simulator.ready());
  // In the task in which a client replaces another one, it closes the chat of the other one's user.
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  expect(await simulator.startChat()).toMatchObject({ authenticated: true, contactId: outer });
  expect(conflicts.toSorted()).toEqual(['inner: conflict-users', 'outer: conflict-users']);
  expect(warn.mock.calls.filter(([line]) => String(line).includes('conflict-users'))).toHaveLength(lines);
  uninstall();
});
