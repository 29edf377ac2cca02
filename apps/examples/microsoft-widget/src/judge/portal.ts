import {
  botTokenService,
  createFaultBoard,
  createLiveChatSimulator,
  createTestIssuer,
  flakyNetwork,
  scenarios,
  spoilToken,
  withFault,
} from '@lcw-auth/simulator';
import { signInActivity } from '@lcw-auth/simulator/omnichannel';

const issuer = await createTestIssuer();

/** The result of one widget in a scenario. Both widgets use the same portal, bot and Omnichannel. */
export interface Verdict {
  chat: 'authenticated' | 'anonymous' | 'failed' | 'still waiting';
  /** The numbers of the script widget's errors. */
  errors: number[];
  tokenRequests: number;
  cards: { visibility: 'shown' | 'hidden'; decided: 'before 900 ms' | '900 to 2,000 ms' | 'after 2,000 ms' }[];
  providerCalls: number;
}

/** Milliseconds that a widget has to start the chat. The script layer gives up after 10 seconds. */
const startLimit = 11_500;

/** The network loses calls at random. The run is repeatable when it loses all of them. */
const lostNetwork = flakyNetwork(1);

/** The simplest portal that Microsoft's documents describe, without lcw-auth: it fetches a token for each request. */
export function createPortal(id: string) {
  const scenario = id === 'flaky-network' ? lostNetwork : scenarios.find((each) => each.id === id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  const isSignedIn = id !== 'chat-before-sign-in';
  const faults = createFaultBoard();
  scenario.apply(faults);
  const botTokens = botTokenService({ faults });
  const simulator = createLiveChatSimulator({
    setting: issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' }),
    workstream: { contextVariables: [] },
    fetch: issuer.fetch,
    faults,
    botTokenService: botTokens,
  });
  const counts = { tokenRequests: 0, providerCalls: 0 };
  const bare = { sub: undefined, iss: undefined, iat: undefined, nbf: undefined, exp: undefined };
  const endpoint = withFault(
    async () => {
      const token = await issuer.sign();
      const fault = faults.get().token;
      return new Response(fault ? await spoilToken(token, fault, (claims) => issuer.sign({ ...bare, ...claims })) : token);
    },
    () => faults.get().tokenEndpoint,
  );

  return {
    scenario,
    simulator,
    botTokens,
    counts,
    async getToken(): Promise<string | null> {
      counts.tokenRequests += 1;
      if (!isSignedIn) return null;
      const response = await endpoint(new Request('https://portal.example/auth/token')).catch(() => null);
      return response?.ok ? response.text() : null;
    },
    /** Resolves to true when the widget must show the card. */
    async decideCard(botTokenUrl: string): Promise<boolean> {
      counts.providerCalls += 1;
      if (new URL(botTokenUrl).host !== 'token.botframework.com') return true;
      const request = new Request(botTokenUrl, { method: 'POST', body: JSON.stringify({ token: 'good' }) });
      const response = await botTokens.fetch(request).catch(() => null);
      return ![200, 202, 404].includes(response?.status ?? 0);
    },
  };
}

export type Portal = ReturnType<typeof createPortal>;

/** Functions that control a widget and read its state. */
export interface Subject {
  /** Resolves when the chat runs. Rejects when the widget reports a failure. */
  start(): Promise<void>;
  /** The errors that the widget reported, as numbers of the script widget's errors. */
  errors(): number[];
  showsText(text: string): boolean;
  shownCards(): number;
}

/** Runs a scenario: starts the chat and, when it is open, sends the scenario's cards. */
export async function play({ scenario, simulator, botTokens, counts }: Portal, subject: Subject): Promise<Verdict> {
  const waits = new Promise<'still waiting'>((resolve) => setTimeout(resolve, startLimit, 'still waiting'));
  const starts = subject.start().then(
    async () => ((await conversation()).authenticated ? 'authenticated' : 'anonymous'),
    () => 'failed' as const,
  );
  const chat = await Promise.race([starts, waits]);
  const cards: Verdict['cards'] = [];
  if (chat !== 'failed' && scenario.atFault === 'bot')
    for (const [index, wave] of cardWaves(scenario.id).entries()) cards.push(...(await send(wave, index)));
  return { chat, errors: subject.errors(), ...counts, cards };

  async function conversation() {
    return (await simulator.omnichannel.getConversations()).at(-1)!;
  }

  /** Sends cards together. A text after each card shows when the card is decided, because messages wait behind a card. */
  async function send(signInIds: readonly string[], wave: number): Promise<Verdict['cards']> {
    const { id } = await conversation();
    const sentAt = performance.now();
    for (const [index, signInId] of signInIds.entries()) {
      const { sasUrl } = botTokens.issue(signInId);
      await simulator.omnichannel.send(id, { from: 'bot', activity: signInActivity({ signInId, sasUrl }) });
      await simulator.omnichannel.send(id, { from: 'bot', text: `marker-${wave}-${index}` });
    }
    const decided: Verdict['cards'] = [];
    let shown = subject.shownCards();
    let previous = sentAt;
    for (const index of signInIds.keys()) {
      while (!subject.showsText(`marker-${wave}-${index}`)) await new Promise((resolve) => setTimeout(resolve, 20));
      const ms = performance.now() - previous;
      previous = performance.now();
      const visibility = subject.shownCards() > shown ? 'shown' : 'hidden';
      shown = subject.shownCards();
      decided.push({ visibility, decided: ms < 900 ? 'before 900 ms' : ms < 2_000 ? '900 to 2,000 ms' : 'after 2,000 ms' });
    }
    return decided;
  }
}

/** The cards of a scenario: groups of sign-in ids. The cards of a group are sent together. */
function cardWaves(id: string): string[][] {
  if (id === 'two-cards') return [['first', 'second']];
  if (id === 'repeated-card') return [['same'], ['same']];
  return [['only']];
}
