import {
  LiveChatAuthError,
  type LiveChatAuthErrorCode,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
  type LiveChatAuthState,
} from '@lcw-auth/core';
import { notRequestedCauses } from './not-requested.js';
import { explainCard } from './explain-card.js';

/** Something that the developer can solve. */
export interface Problem {
  severity: 'error' | 'warning';
  /** Unique among the problems. */
  code: string;
  /** What happened and what to do. */
  text: string;
  /** Possible causes with their fixes, in order of likelihood. */
  causes?: readonly string[];
  docsUrl?: string;
}

/** Returns the problems that the state and the events show: errors first, each code once. */
export function findProblems(state: LiveChatAuthState, events: readonly LiveChatAuthEvent[], options: LiveChatAuthOptions): Problem[] {
  const problems = [...stateProblems(state, options), ...eventProblems(events)];
  const unique = problems.filter(({ code }, index) => problems.findIndex((other) => other.code === code) === index);
  return unique.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

/** Returns the worst severity of all parts, for the dot on the panel's button. */
export function worstStatus({ widget }: LiveChatAuthState, problems: readonly Problem[]): 'error' | 'warning' | 'waiting' | 'ready' {
  if (problems.length > 0) return problems[0]!.severity;
  return widget.status === 'ready' ? 'ready' : 'waiting';
}

function stateProblems({ widget, authToken, chat, botSso }: LiveChatAuthState, options: LiveChatAuthOptions): Problem[] {
  const problems: Problem[] = [];
  if (widget.status === 'unavailable') problems.push(toProblem(widget.error));
  const tokenError = 'error' in authToken ? authToken.error : null;
  if (tokenError) problems.push(toProblem(tokenError));
  // The token error already contains the warnings, unless a newer token has arrived since.
  else if (chat.status === 'open' && chat.authentication === 'rejected') problems.push(toProblem(new LiveChatAuthError('token-rejected')));
  if (chat.status === 'open' && chat.authentication === 'not-requested') {
    problems.push({ severity: 'error', code: 'token-not-requested', text: notRequested, causes: notRequestedCauses(options) });
  }
  if (authToken.status === 'valid') {
    for (const { code, message } of authToken.warnings) {
      problems.push({ severity: 'warning', code, text: `Omnichannel may reject the token. ${message}` });
    }
  }
  const [card] = botSso.cards;
  if (card?.outcome?.type === 'failed') problems.push({ ...toProblem(card.outcome.error), severity: 'warning' });
  else if (card?.outcome?.type === 'posted' && card.visibility === 'shown' && card.status === 'sign-in-required') {
    problems.push({ severity: 'warning', code: 'bot-token-refused', text: explainCard(card, options.botSso?.tokenExchange === true) });
  }
  return problems;
}

const notRequested =
  'This chat is not authenticated. A user is signed in and the conversation has begun, but the widget has not requested a token. Likely causes:';

function eventProblems(events: readonly LiveChatAuthEvent[]): Problem[] {
  return events.flatMap((event): Problem[] => {
    switch (event.type) {
      case 'card-ignored':
      case 'conflict':
      case 'close-chat-failed':
        return [{ ...toProblem(new LiveChatAuthError(event.code)), severity: 'warning' }];
      case 'registration-failed':
        return [
          {
            severity: 'error',
            code: event.type,
            text: 'The widget refused a provider. Reload the page, and check that no other script changes the SDK.',
          },
        ];
      case 'sign-in-failed':
        return [
          {
            severity: 'warning',
            code: event.type,
            text: 'Your onSignInNeeded function threw an error. Catch it in your code, and tell the user.',
          },
        ];
      case 'widget-ready':
        return event.guessed
          ? [
              {
                severity: 'warning',
                code: 'widget-ready-missed',
                text: "The event lcw:ready was missed. Import '@lcw-auth/core/early' before other code, so that chats are authenticated from the start.",
              },
            ]
          : [];
      default:
        return [];
    }
  });
}

const toProblem = ({ code, message, docsUrl }: LiveChatAuthError): Problem & { code: LiveChatAuthErrorCode } => ({
  severity: 'error',
  code,
  text: message,
  docsUrl,
});
