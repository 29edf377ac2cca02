import type { AuthTokenProvider } from '@lcw-auth/core';
import { describe, expect, test } from 'vitest';
import {
  ann,
  bob,
  claimsOf,
  generations,
  onFakeTime,
  openPortalPage,
  pass,
  signFor,
  type PortalPage,
} from '../support/portal-page.fixture.js';

onFakeTime();

type FunctionWindow = { lateTokens: { get: AuthTokenProvider } };
const longestDistance = 60;
const microtasks = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

/** The ways in which the user leaves, with the next user and the call. */
const departures: [string, string | null, (page: PortalPage) => unknown][] = [
  ['userId becomes null', null, (page) => page.auth.setOptions({ userId: null })],
  ['the app calls signOut', null, (page) => page.auth.signOut()],
  ['userId becomes that of another user', bob, (page) => page.auth.setOptions({ userId: bob })],
  ['userId becomes undefined', null, (page) => page.auth.setOptions({ userId: undefined })],
];

describe.each(generations)('A token that arrives while its user leaves (%s)', (generation) => {
  describe.each([
    ['no user', null],
    ['the same user', ann],
  ])('and was requested for %s', (_whom, requestedBy) => {
    test.each(departures)('never reaches the widget when %s', async (_how, next, leave) => {
      let active: string | null = requestedBy;
      let distance = '';
      const problems: string[] = [];
      const received: string[] = [];
      function check(token: unknown) {
        const subject = token === null ? null : claimsOf(token).sub;
        received.push(distance);
        if (subject !== null && subject !== active) problems.push(`${distance}: the token of ${subject} while ${active} is active`);
      }
      const page = await openPortalPage({
        generation,
        userId: requestedBy,
        clientFunction: 'lateTokens.get',
        onSignInNeeded: () => {},
        onToken: check,
      });
      // v1 has no provider while no token is held. Then other code can still call the client function.
      const request = () =>
        generation === 'v1' ? void (window as unknown as FunctionWindow).lateTokens.get(check) : void page.requestToken();
      const tokens: Record<string, string> = { [ann]: await signFor(ann), [bob]: await signFor(bob) };

      async function round(beforeArrival: number, beforeLeaving: number) {
        distance = `${beforeArrival} and ${beforeLeaving} microtasks`;
        let arrive = () => {};
        page.endpoint.answer = ({ userId }) => new Promise((resolve) => (arrive = () => resolve(tokens[userId])));
        active = requestedBy;
        page.auth.setOptions({ userId: requestedBy });
        page.auth.retry();
        await pass(0);
        request();
        await microtasks(5);
        active = ann;
        page.auth.setOptions({ userId: ann });
        await microtasks(5);
        if (beforeArrival > 0) {
          leaveNow();
          await microtasks(beforeArrival);
          arrive();
        } else {
          arrive();
          await microtasks(beforeLeaving);
          leaveNow();
        }
        await pass(0);
        arrive();
        await pass(10_000);

        function leaveNow() {
          active = next;
          void leave(page);
        }
      }

      for (let count = 0; count <= longestDistance; count += 1) await round(0, count);
      for (let count = 1; count <= longestDistance; count += 5) await round(count, 0);
      expect(problems).toEqual([]);
      expect(new Set(received).size, 'rounds in which the widget was answered').toBeGreaterThan(longestDistance);
    });
  });
});
