import { flakyNetwork, scenarios, type Faults, type Scenario } from '@lcw-auth/simulator';
import type { Page } from './page.js';
import type { Random } from './random.js';

/** One thing that the user does, or that happens on the page. */
export interface Operation {
  name: string;
  /** How often it is chosen, relative to the others. */
  weight: number;
  run(page: Page, random: Random): unknown;
}

const users = ['6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11', '1f0a9a50-8e6b-4d7e-9c0f-0d6b3f0c2a22', null] as const;
const pauses = [0, 1, 40, 400, 950, 1_700, 2_100, 8_500, 9_500, 30_000, 240_000, 840_000, 1_000_000] as const;

/** What can be done at any time. Each operation may fail, but must not break an invariant. */
export const operations: readonly Operation[] = [
  { name: 'open the chat', weight: 4, run: ({ simulator }) => simulator.startChat() },
  { name: 'open the chat from the page', weight: 2, run: ({ client }) => client.startChat() },
  { name: 'end the chat', weight: 2, run: ({ simulator }) => simulator.endChat() },
  { name: 'close the chat from the page', weight: 1, run: ({ client }) => client.closeChat() },
  { name: 'request the transcript', weight: 2, run: ({ simulator }) => simulator.perform('transcript') },
  { name: 'reconnect', weight: 2, run: ({ simulator }) => simulator.perform('reconnect') },
  { name: 'write a message', weight: 1, run: ({ simulator }) => simulator.sendMessage('Where is my order?') },
  { name: 'a card', weight: 5, run: ({ sendCard }) => sendCard('new') },
  { name: 'the card again', weight: 2, run: ({ sendCard }) => sendCard('again') },
  { name: 'the session is loading', weight: 2, run: (page) => page.setUser(undefined) },
  { name: 'a user signs in or out', weight: 3, run: (page, random) => page.setUser(random.pick(users)) },
  { name: 'sign out of the chat', weight: 1, run: ({ client }) => client.signOut() },
  { name: 'retry', weight: 2, run: ({ client }) => client.retry() },
  { name: 'request a token from the page', weight: 1, run: ({ client }, random) => client.getAuthToken({ force: random.next() < 0.5 }) },
  { name: 'complete the sign-in', weight: 1, run: ({ client }) => client.completeSignIn() },
  { name: 'the device sleeps', weight: 2, run: ({ sleep }, random) => sleep(random.pick([5_000, 600_000, 3_600_000])) },
  { name: 'hide or show the page', weight: 2, run: ({ toggleVisibility }) => toggleVisibility() },
  { name: 'offline or online', weight: 1, run: ({ toggleOnline }) => toggleOnline() },
  { name: 'mount again', weight: 2, run: ({ remount }) => remount() },
  { name: 'a forged event', weight: 1, run: ({ forge }, random) => forge(random) },
  { name: 'an error of the widget', weight: 1, run: ({ simulator }, random) => simulator.reportError(random.pick([1, 2, 3, 4] as const)) },
  {
    name: 'the bot token endpoint changes its answer',
    weight: 1,
    run: (page, random) => page.setBotToken(random.pick(['token', 'none', 'throws', 'hangs'] as const)),
  },
  { name: 'faults on or off', weight: 3, run: ({ toggleFaults }) => toggleFaults() },
];

const total = operations.reduce((sum, { weight }) => sum + weight, 0);

export function pickOperation(random: Random): Operation {
  let at = random.next() * total;
  const found = operations.find(({ weight }) => (at -= weight) < 0);
  return found ?? random.pick(operations);
}

export const pickPause = (random: Random): number => random.pick(pauses);

/** Picks the faults of a run: one or two scenarios. The seed selects the first, so that consecutive seeds use every scenario. */
export function pickScenarios(seed: number, random: Random): readonly Scenario[] {
  const all = [...scenarios, flakyNetwork(0.7)];
  const inTurn = all[seed % all.length];
  const second = random.next() < 0.5 ? [random.pick(all)] : [];
  return [...(inTurn ? [inTurn] : []), ...second];
}

/** Merges the faults of both scenarios. */
export function mergeFaults(all: readonly Scenario[]): Faults {
  const merged: Record<string, unknown> = {};
  for (const { faults } of all) {
    for (const [side, fault] of Object.entries(faults)) {
      const before = merged[side];
      merged[side] = isObject(before) && isObject(fault) ? { ...before, ...fault } : fault;
    }
  }
  return merged;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
