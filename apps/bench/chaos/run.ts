import type { TestIssuer } from '@lcw-auth/simulator';
import { startFakeTime, type FakeTime } from './fake-time.js';
import { mergeFaults, pickOperation, pickPause, pickScenarios } from './operations.js';
import { createPage, type Page } from './page.js';
import { createRandom } from './random.js';
import { createViolations } from './violations.js';
import { createWorld, type World } from './world.js';

/** What one run did, and what it broke. */
export interface RunResult {
  seed: number;
  generation: 'v1' | 'v2';
  scenarios: readonly string[];
  /** What was done, in order: the same seed gives the same trace. */
  trace: readonly string[];
  violations: readonly string[];
  asks: number;
  cards: number;
}

/** Operations in a run. */
const length = 30;
const ann = '6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11';
const start = Date.UTC(2026, 0, 5, 9);

/** One run of chaos on a page of its own. It never rejects because of what it finds. */
export async function runChaos(seed: number, generation: 'v1' | 'v2', issuer: TestIssuer): Promise<RunResult> {
  const random = createRandom(seed);
  const played = pickScenarios(seed, random);
  const trace: string[] = [];
  const violations = createViolations(() => `${trace.length}. ${trace.at(-1)}`);
  const unhandled = (reason: unknown) => violations.report('Nothing is left unhandled', String(reason));
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
    await checkRecovery(page, world, time, violations.report, trace);
    page.leave();
    await time.pass(20_000);
    page.probe.check();
    if (time.timers() > 0) violations.report('No timer outlives the page', `${time.timers()}`);
  } finally {
    page.leave();
    time.restore();
    process.off('unhandledRejection', unhandled);
  }
  const { asks, cards } = page.probe;
  return { seed, generation, scenarios: played.map(({ id }) => id), trace, violations: violations.all, asks, cards };
}

/** Whoever does a thing may fail at it: no chat is open, the widget is not there. Their failures are theirs. */
function attempt(act: () => unknown): void {
  try {
    void Promise.resolve(act()).catch(() => undefined);
  } catch {
    // Said by the simulator of what cannot be done now.
  }
}

/** However bad it was: once all is well again, a customer who signs in chats as themselves, and their bot knows them. */
async function checkRecovery(page: Page, world: World, time: FakeTime, report: (rule: string, detail?: string) => void, trace: string[]) {
  const isThere = page.simulator.getState().widget === 'ready';
  trace.push('recover');
  page.recover();
  attempt(() => page.simulator.endChat());
  page.setPerson(ann);
  page.client.retry();
  // A token that only Omnichannel can tell is wrong (a foreign key, a clock) is held by page and widget until it expires.
  await time.pass(1_800_000);
  if (!isThere) return;
  attempt(() => page.simulator.endChat());
  await time.pass(1_000);
  attempt(() => page.simulator.startChat());
  await time.pass(15_000);
  const { chat } = page.simulator.getState();
  if (chat.status !== 'open')
    return report('The chat opens again once all is well', chat.status === 'failed' ? `error ${chat.errorCode}` : chat.status);
  if (!chat.conversation.authenticated) report('The customer is authenticated again once all is well');
  else if (chat.conversation.contactId !== ann) report('The right customer is authenticated', String(chat.conversation.contactId));

  const card = page.sendCard('new').catch(() => null);
  await time.pass(5_000);
  const decided = (await card) as { shown: boolean } | null;
  if (decided?.shown !== false) report('A card is hidden once all is well', decided ? 'it was shown' : 'it was not decided');
}
