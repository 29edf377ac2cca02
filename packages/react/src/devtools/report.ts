import type { LiveChatAuthEvent, LiveChatAuthOptions, LiveChatAuthState } from '@lcw-auth/core';
import { clockTime, describeEvent } from './describe-event.js';
import { explainCard } from './explain-card.js';
import { registrationFacts, stateFacts, tokenFacts, type Fact } from './facts.js';
import { findProblems } from './problem.js';

/** Returns the panel as text for a bug report: without tokens and URLs of the app, and without the id of the user. */
export function createReport(
  state: LiveChatAuthState,
  events: readonly LiveChatAuthEvent[],
  options: LiveChatAuthOptions,
  now: number,
): string {
  const part = (title: string, lines: readonly string[]) => (lines.length > 0 ? [`## ${title}`, ...lines, ''] : []);
  const facts = (all: readonly Fact[]) => all.map(([name, value]) => `${name}: ${value}`);
  const shown = { ...state, userId: state.userId ? 'signed in' : state.userId };
  return [
    ...part(
      'Problems',
      findProblems(state, events, options).flatMap(({ code, text, causes = [] }) => [
        `${code}: ${text}`,
        ...causes.map((cause) => `- ${cause}`),
      ]),
    ),
    ...part('State', facts(stateFacts(shown))),
    ...part('Token', facts(tokenFacts(state.authToken, now))),
    ...part('Registration', facts(registrationFacts(events, options))),
    ...part(
      'Sign-in cards',
      state.botSso.cards.map((card) => `${card.visibility}, ${card.status}: ${explainCard(card, options.botSso?.tokenExchange === true)}`),
    ),
    ...part(
      'Timeline',
      events.map((event) => `${clockTime(event.at)} ${describeEvent(event)}`),
    ),
  ].join('\n');
}
