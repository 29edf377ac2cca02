import * as fc from 'fast-check';
import type { ServiceAnswer } from './bot-token-service.fixture.js';

/** One step of a scenario, and the time that passes after it, in milliseconds. */
export type Step = { wait: number } & (
  | { type: 'card'; tab: number | null; card: number; url: 'good' | 'short' | 'expired' | 'evil' | 'http' | 'other-id' }
  | { type: 'user'; tab: number | null; userId: string | null }
  | { type: 'complete'; tab: number | null; card: number | null }
  | { type: 'sign-out' | 'retry' | 'close' | 'open'; tab: number | null }
);
export type TokenAnswer = { kind: 'token' | 'null' | 'throws' | 'rejects' | 'garbage' | 'hangs'; after: number };

// Few of each, so that the steps affect each other. Tabs share a chat and a session, so most steps concern all tabs (null).
const tabNumber = fc.constantFrom(null, null, 0, 1, 2);
const cardNumber = fc.constantFrom(0, 0, 1);
export const lengths = { minLength: 1, maxLength: 16, size: 'max' } as const;
const wait = fc.oneof(fc.constantFrom(0, 0, 1, 5, 50), fc.nat({ max: 500 }), fc.nat({ max: 2500 }), fc.constantFrom(1800, 10_000, 60_000));

export const card = fc.record({
  type: fc.constant('card' as const),
  tab: tabNumber,
  card: cardNumber,
  url: fc.constantFrom('good', 'good', 'good', 'good', 'short', 'expired', 'evil', 'http', 'other-id'),
  wait,
});
export const complete = fc.record({ type: fc.constant('complete' as const), tab: tabNumber, card: fc.option(cardNumber), wait });
export const close = fc.record({ type: fc.constant('close' as const), tab: fc.nat({ max: 2 }), wait });
/** Tabs that open and close while the first one stays. */
export const comeOrGo = fc.record({ type: fc.constantFrom('open' as const, 'close' as const), tab: fc.constantFrom(1, 2), wait });
export const arrival = fc.record({ type: fc.constant('user' as const), tab: tabNumber, userId: fc.constant('user-1'), wait });
export const anyUser = fc.record({
  type: fc.constant('user' as const),
  tab: tabNumber,
  userId: fc.constantFrom('user-1', 'user-2', null),
  wait,
});
export const leave = fc.record({ type: fc.constantFrom('sign-out' as const, 'retry' as const), tab: tabNumber, wait });

/** The browser, the user, the service and the tokens of a scenario. */
export const scenario = {
  locks: fc.constantFrom('web-locks' as const, 'none' as const, 'refused' as const),
  hasChannel: fc.boolean(),
  startAs: fc.constantFrom('user-1', null),
  service: fc.array(
    fc.record({
      answer: fc.constantFrom<ServiceAnswer>(200, 200, 200, 202, 404, 400, 401, 500, 'network-failure', 'redirect', 'hang'),
      latency: fc.oneof(fc.constantFrom(0, 50, 50, 200), fc.nat({ max: 3000 })),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  tokens: fc.array(
    fc.record({
      kind: fc.constantFrom<TokenAnswer['kind']>(
        'token',
        'token',
        'token',
        'token',
        'token',
        'null',
        'throws',
        'rejects',
        'garbage',
        'hangs',
      ),
      after: fc.oneof(fc.constantFrom(0, 0, 100), fc.nat({ max: 3000 })),
    }),
    { minLength: 1, maxLength: 6 },
  ),
};
/** One scenario with its steps. */
export type Scenario = {
  locks: 'web-locks' | 'none' | 'refused';
  hasChannel: boolean;
  startAs: string | null;
  service: { answer: ServiceAnswer; latency: number }[];
  tokens: TokenAnswer[];
  steps: Step[];
};
