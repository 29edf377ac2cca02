import type { LiveChatSimulator } from '../live-chat-simulator.js';
import type { FaultBoard, Faults } from './fault-board.js';

/** Whose side a fault is on. */
export type FaultSide = 'portal' | 'administrator' | 'network' | 'widget' | 'bot' | 'customer';

/** A fault by name: data that stories, tests and the demo's fault panel share. */
export interface Scenario {
  id: string;
  title: string;
  /** What happens, in a sentence. */
  happens: string;
  atFault: FaultSide;
  /** What goes wrong on the board. */
  faults: Faults;
  /** What the bot does in the open chat, where the fault is something that is done. */
  play?: (simulator: LiveChatSimulator) => Promise<void>;
  /** Puts its faults on the board; returns what clears them. Those of the widget itself work from the next install on. */
  apply(board: FaultBoard): () => void;
}

function scenario({ faults = {}, ...about }: Omit<Scenario, 'apply' | 'faults'> & { faults?: Faults }): Scenario {
  return {
    ...about,
    faults,
    apply(board) {
      board.set(faults);
      return () => {
        if (board.get() === faults) board.clear();
      };
    },
  };
}

/** A network that loses that part of all calls (0 to 1) between page, portal and bot token service. */
export const flakyNetwork = (lossRate: number): Scenario =>
  scenario({
    id: 'flaky-network',
    title: 'Flaky network',
    happens: `${Math.round(lossRate * 100)} % of the calls to the token endpoint, the public key URL and the bot token service are lost.`,
    atFault: 'network',
    faults: { tokenEndpoint: { lossRate }, publicKeys: { lossRate }, botTokenService: { lossRate } },
  });

/** Everything that can go wrong, by name. */
export const scenarios: readonly Scenario[] = [
  scenario({
    id: 'ready-late',
    title: 'Widget is late',
    happens: 'lcw:ready comes 20 seconds after the script.',
    atFault: 'widget',
    faults: { widget: { readyAfter: 20_000 } },
  }),
  scenario({
    id: 'ready-never',
    title: 'Widget never gets ready',
    happens: 'The script loads, but lcw:ready never comes.',
    atFault: 'widget',
    faults: { widget: { readyAfter: 'never' } },
  }),
  scenario({
    id: 'script-blocked',
    title: 'Script is blocked',
    happens: "The widget's script tag fails to load: a content blocker, or the page's own policy.",
    atFault: 'network',
    faults: { widget: { script: 'blocked' } },
  }),
  scenario({
    id: 'scripts-fail',
    title: "Widget's scripts fail",
    happens: 'The script tag loads, the scripts behind it do not: error 7.',
    atFault: 'widget',
    faults: { widget: { script: 'fails' } },
  }),
  scenario({
    id: 'slow-token',
    title: 'Slow token endpoint',
    happens: 'The token endpoint takes 8.5 seconds, just within the limit of 10.',
    atFault: 'portal',
    faults: { tokenEndpoint: { delay: 8_500 } },
  }),
  scenario({
    id: 'token-too-late',
    title: 'Token comes too late',
    happens: 'The token endpoint takes 11 seconds. The widget waits for 10: error 2, or 3 where the page answers null in time.',
    atFault: 'portal',
    faults: { tokenEndpoint: { delay: 11_000 } },
  }),
  scenario({
    id: 'token-endpoint-hangs',
    title: 'Token endpoint hangs',
    happens: 'The token endpoint takes the call and never answers.',
    atFault: 'portal',
    faults: { tokenEndpoint: { hang: true } },
  }),
  scenario({
    id: 'token-endpoint-down',
    title: 'Token endpoint is down',
    happens: 'The token endpoint answers 503.',
    atFault: 'portal',
    faults: { tokenEndpoint: { status: 503 } },
  }),
  scenario({
    id: 'token-endpoint-unreachable',
    title: 'Token endpoint cannot be reached',
    happens: 'No call to the token endpoint gets through.',
    atFault: 'network',
    faults: { tokenEndpoint: { offline: true } },
  }),
  scenario({
    id: 'token-is-a-web-page',
    title: 'Token endpoint answers a web page',
    happens: 'A proxy answers 200 with HTML in place of the token.',
    atFault: 'network',
    faults: { tokenEndpoint: { body: '<!doctype html><title>Sign in</title>' } },
  }),
  scenario({
    id: 'session-expired',
    title: 'Session has expired',
    happens: 'The token endpoint answers 401: the customer is signed out.',
    atFault: 'customer',
    faults: { tokenEndpoint: { status: 401 } },
  }),
  scenario({
    id: 'empty-token',
    title: 'Empty token',
    happens: 'The token endpoint answers 200 with nothing in it: error 3.',
    atFault: 'portal',
    faults: { token: 'none' },
  }),
  scenario({
    id: 'malformed-token',
    title: 'Malformed token',
    happens: 'What the token endpoint gives has not three parts: error 4.',
    atFault: 'portal',
    faults: { token: 'malformed' },
  }),
  scenario({
    id: 'expired-token',
    title: 'Expired token',
    happens: 'The token endpoint gives tokens that expired yesterday: error 4.',
    atFault: 'portal',
    faults: { token: 'expired' },
  }),
  scenario({
    id: 'foreign-key',
    title: 'Foreign key',
    happens: 'Tokens are signed with a key that is not published: error 4.',
    atFault: 'portal',
    faults: { token: 'foreign-key' },
  }),
  scenario({
    id: 'wrong-algorithm',
    title: 'HS256',
    happens: "Tokens are signed with HS256, as in Microsoft's own sample: error 4.",
    atFault: 'portal',
    faults: { token: 'wrong-algorithm' },
  }),
  scenario({
    id: 'missing-subject',
    title: 'No sub',
    happens: 'Tokens lack the claim sub: error 4.',
    atFault: 'portal',
    faults: { token: 'missing-subject' },
  }),
  scenario({
    id: 'unserialised-context',
    title: 'lwicontexts is an object',
    happens: 'lwicontexts was not serialised before signing: error 4.',
    atFault: 'portal',
    faults: { token: 'unserialised-context' },
  }),
  scenario({
    id: 'unknown-variable',
    title: 'Unknown context variable',
    happens: 'lwicontexts names a variable that the workstream does not have: error 4.',
    atFault: 'administrator',
    faults: { token: 'unknown-variable' },
  }),
  scenario({
    id: 'public-key-unreachable',
    title: 'Public key URL is down',
    happens: 'Omnichannel cannot fetch the public key: error 4.',
    atFault: 'portal',
    faults: { publicKeys: { status: 502 } },
  }),
  scenario({
    id: 'public-key-malformed',
    title: 'Public key URL answers a web page',
    happens: 'The URL in the setting leads to HTML, not to a key: error 4.',
    atFault: 'administrator',
    faults: { publicKeys: { body: '<!doctype html><title>Not found</title>' } },
  }),
  scenario({
    id: 'clock-ahead',
    title: "Portal's clock is ahead",
    happens: "The portal's clock is 10 minutes ahead, so its tokens are not yet valid: error 4.",
    atFault: 'portal',
    faults: { portalClockAhead: 600_000 },
  }),
  scenario({
    id: 'clock-behind',
    title: "Portal's clock is behind",
    happens: "The portal's clock is a day behind, so its tokens are expired when they arrive: error 4.",
    atFault: 'portal',
    faults: { portalClockAhead: -86_400_000 },
  }),
  scenario({
    id: 'card-deadline-missed',
    title: 'Card: deadline missed',
    happens: 'The bot token service takes 3 seconds. The widget waits for about 2, and shows the card.',
    atFault: 'bot',
    faults: { botTokenService: { delay: 3_000 } },
  }),
  scenario({
    id: 'bot-token-service-down',
    title: 'Card: token service is down',
    happens: 'The bot token service answers 500: the card shows.',
    atFault: 'bot',
    faults: { botTokenService: { status: 500 } },
  }),
  scenario({
    id: 'bot-token-service-hangs',
    title: 'Card: token service hangs',
    happens: 'The bot token service takes the call and never answers: the card shows.',
    atFault: 'bot',
    faults: { botTokenService: { hang: true } },
  }),
  scenario({
    id: 'already-signed-in',
    title: 'Card: already signed in',
    happens: 'The bot token service answers 202: the card is hidden, and not remembered.',
    atFault: 'bot',
    faults: { botTokenService: { status: 202 } },
  }),
  scenario({
    id: 'card-unknown',
    title: 'Card: already done',
    happens: 'The bot token service answers 404: the card is hidden, and not remembered.',
    atFault: 'bot',
    faults: { botTokenService: { status: 404 } },
  }),
  scenario({
    id: 'foreign-bot-host',
    title: 'Card: foreign host',
    happens: "The card's bot token URL leads to a host of somebody else's. Nothing may be posted there.",
    atFault: 'bot',
    faults: { botTokenHost: 'token.botframework.com.evil.example' },
  }),
  scenario({
    id: 'two-cards',
    title: 'Two cards at once',
    happens: 'The bot sends two sign-in cards; the second waits behind the first.',
    atFault: 'bot',
    play: async (simulator) => void (await Promise.all([simulator.sendSignInCard(), simulator.sendSignInCard()])),
  }),
  scenario({
    id: 'repeated-card',
    title: 'The same card again',
    happens: 'The bot sends one card twice. Once decided in time, the second is dropped; after a miss it is asked for again.',
    atFault: 'bot',
    async play(simulator) {
      const signInId = crypto.randomUUID();
      await simulator.sendSignInCard({ signInId });
      await simulator.sendSignInCard({ signInId });
    },
  }),
  flakyNetwork(0.3),
];
