import type { TestIssuer } from '@lcw-auth/simulator';
import { startFakeTime, type FakeTime } from './fake-time.js';
import { mergeFaults, pickOperation, pickPause, pickScenarios } from './operations.js';
import { createPage, type Page } from './page.js';
import { createRandom } from './random.js';
import { createViolations } from './violations.js';
import { createWorld, type World } from './world.js';

/** What one run did, and the invariants that it broke. */
export interface RunResult {
  seed: number;
  generation: 'v1' | 'v2';
  scenarios: readonly string[];
  /** The operations in order. The same seed gives the same trace. */
  trace: readonly string[];
  violations: readonly string[];
  requests: number;
  cards: number;
}

/** Operations in a run. */
const length = 30;
const ann = '6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11';
const start = Date.UTC(2026, 0, 5, 9);

/** Runs one seed on a page of its own. Violations are part of the result; they do not reject. */
export async function runChaos(seed: number, generation: 'v1' | 'v2', issuer: TestIssuer): Promise<RunResult> {
  const random = createRandom(seed);
  const played = pickScenarios(seed, random);
  const trace: string[] = [];
  const violations = createViolations(() => `${trace.length}. ${trace.at(-1)}`);
  const unhandled = (reason: unknown) => violations.report('No rejection is unhandled', String(reason));
  process.on('unhandledRejection', unhandled);
  const time = startFakeTime(start + seed * 1000);
  const world = createWorld(issuer, random, violations);
  world.session = random.pick([ann, null]);
  const page = createPage({ generation, issuer, world, faults: mergeFaults(played), random, time, violations });
  try {
    for (let step = 0; step < length; step += 1) {
      const operation = pickOperation(random);
      const pause = pickPause(random);
      trace.push(`${operation.name}, then ${pause} ms`);
      attempt(() => operation.run(page, random));
      page.probe.check();
      await time.pass(pause);
      page.probe.check();
    }
    for (const { play } of played) if (play) attempt(() => play(page.simulator));
    await time.pass(20_000);
    page.probe.check();
    const isReplaced = played.some(({ faults }) => faults.widget?.otherScript !== undefined);
    await checkRecovery(page, world, time, violations.report, trace, isReplaced);
    page.leave();
    await time.pass(20_000);
    page.probe.check();
    if (time.timers() > 0) violations.report('No timer outlives the page', `${time.timers()}`);
  } finally {
    page.leave();
    time.restore();
    process.off('unhandledRejection', unhandled);
  }
  const { requests, cards } = page.probe;
  return { seed, generation, scenarios: played.map(({ id }) => id), trace, violations: violations.all, requests, cards };
}

/** Ignores the failure of an operation, for example because no chat is open or the widget is missing. */
function attempt(act: () => unknown): void {
  try {
    void Promise.resolve(act()).catch(() => undefined);
  } catch {
    // The simulator throws when an operation is impossible at the moment.
  }
}

/** Checks that, after all faults have ended, a customer who signs in is authenticated in the chat and with the bot. */
async function checkRecovery(
  page: Page,
  world: World,
  time: FakeTime,
  report: (rule: string, detail?: string) => void,
  trace: string[],
  isReplaced: boolean,
) {
  const isThere = page.simulator.getState().widget === 'ready';
  trace.push('recover');
  page.recover();
  attempt(() => page.simulator.endChat());
  page.setUser(ann);
  page.client.retry();
  // A token with a wrong key or a wrong clock can be rejected only by Omnichannel. The page and the widget keep it until it expires.
  await time.pass(1_800_000);
  if (!isThere) return;
  // Another script's provider stays on the SDK after the faults. The library reports it as a conflict.
  if (isReplaced) return;
  attempt(() => page.simulator.endChat());
  await time.pass(1_000);
  attempt(() => page.simulator.startChat());
  await time.pass(15_000);
  const { chat } = page.simulator.getState();
  if (chat.status !== 'open')
    return report('The chat opens again after the faults', chat.status === 'failed' ? `error ${chat.errorCode}` : chat.status);
  if (!chat.conversation.authenticated) report('The customer is authenticated again after the faults');
  else if (chat.conversation.contactId !== ann) report('The right customer is authenticated', String(chat.conversation.contactId));

  const card = page.sendCard('new').catch(() => null);
  await time.pass(5_000);
  const decided = (await card) as { shown: boolean } | null;
  if (decided?.shown !== false) report('A card is hidden after the faults', decided ? 'it was shown' : 'it was not decided');
}
