import { scenario, type Scenario } from './scenario.js';

/** Faults of sign-in cards. */
export const cardScenarios: readonly Scenario[] = [
  scenario({
    id: 'card-deadline-missed',
    title: 'Card: late answer',
    happens: 'The bot token service takes 3 seconds. The widget waits for about 2 seconds and then shows the card.',
    atFault: 'bot',
    faults: { botTokenService: { delay: 3_000 } },
  }),
  scenario({
    id: 'bot-token-service-down',
    title: 'Card: token service is down',
    happens: 'The bot token service responds with status 500, and the card is shown.',
    atFault: 'bot',
    faults: { botTokenService: { status: 500 } },
  }),
  scenario({
    id: 'bot-token-service-hangs',
    title: 'Card: token service hangs',
    happens: 'The bot token service accepts the request and never responds. The card is shown.',
    atFault: 'bot',
    faults: { botTokenService: { hang: true } },
  }),
  scenario({
    id: 'already-signed-in',
    title: 'Card: already signed in',
    happens: 'The bot token service responds with status 202. The card is hidden, and the same card may arrive again.',
    atFault: 'bot',
    faults: { botTokenService: { status: 202 } },
  }),
  scenario({
    id: 'card-unknown',
    title: 'Card: already done',
    happens: 'The bot token service responds with status 404. The card is hidden, and the same card may arrive again.',
    atFault: 'bot',
    faults: { botTokenService: { status: 404 } },
  }),
  scenario({
    id: 'foreign-bot-host',
    title: 'Card: foreign host',
    happens: "The card's bot token URL has a foreign host. No token may be posted there.",
    atFault: 'bot',
    faults: { botTokenHost: 'token.botframework.com.evil.example' },
  }),
  scenario({
    id: 'token-exchange-required',
    title: 'Card: token exchange required',
    happens:
      "The bot's connection requires the body of a token exchange. The service responds with status 400 to the documented body, and the card is shown.",
    atFault: 'bot',
    faults: { botTokenBody: 'token-exchange' },
  }),
  scenario({
    id: 'two-cards',
    title: 'Two cards together',
    happens: 'The bot sends two sign-in cards. The second card waits until the first is decided.',
    atFault: 'bot',
    play: async (simulator) => void (await Promise.all([simulator.sendSignInCard(), simulator.sendSignInCard()])),
  }),
  scenario({
    id: 'repeated-card',
    title: 'The same card again',
    happens:
      'The bot sends the same card twice. The widget drops the second when it decided the first in time. Otherwise it calls the provider again.',
    atFault: 'bot',
    async play(simulator) {
      const signInId = crypto.randomUUID();
      await simulator.sendSignInCard({ signInId });
      await simulator.sendSignInCard({ signInId });
    },
  }),
];
