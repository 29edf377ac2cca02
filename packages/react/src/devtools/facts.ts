import type { AuthTokenState, LiveChatAuthEvent, LiveChatAuthOptions, LiveChatAuthState } from '@lcw-auth/core';
import { clockTime, partName, providerName } from './describe-event.js';

/** A name and its value. */
export type Fact = readonly [name: string, value: string];

/** Describes each part of the state in one or two words. */
export function stateFacts({ userId, widget, authToken, chat, botSso }: LiveChatAuthState): Fact[] {
  return [
    ['User', userId === undefined ? 'not known yet' : (userId ?? 'no user')],
    ['Widget', widget.status],
    ['Auth token', authToken.status === 'signed-out' ? `${authToken.status} (${authToken.cause})` : authToken.status],
    ['Chat', chat.status === 'open' ? `open (${chat.authentication})` : chat.status],
    ['Bot sign-on', botSso.status],
  ];
}

/** Describes a valid token by its safe claims and its remaining time. The token itself is never available here. */
export function tokenFacts(authToken: AuthTokenState, now: number): Fact[] {
  if (authToken.status !== 'valid') return [];
  const { claims, expiresAt, refreshing } = authToken;
  return [
    ['Expires in', `${countdown(expiresAt - now)}${refreshing ? ', renewing' : ''}`],
    ['Issuer', claims.iss ?? 'none'],
    ['Subject', redact(claims.sub)],
    ['Issued at', claims.iat === undefined ? 'unknown' : clockTime(claims.iat * 1000)],
    ['Context', claims.contextVariables.join(', ') || 'none'],
  ];
}

/** Describes what is registered with the script widget, or which other chat is connected: since when, and how often. */
export function registrationFacts(events: readonly LiveChatAuthEvent[], { host }: LiveChatAuthOptions): Fact[] {
  if (host)
    return (['chat-sdk', 'react-widget'] as const).map((part) => [
      partName(part),
      describeLast(events.filter((event) => event.type === 'connected' && event.part === part)),
    ]);
  return (['auth', 'bot', 'client-function'] as const).map((provider) => [
    providerName(provider),
    describeLast(
      events.filter((event) => (event.type === 'registered' || event.type === 'registration-failed') && event.provider === provider),
    ),
  ]);
}

function describeLast(events: readonly LiveChatAuthEvent[]): string {
  const last = events.at(-1);
  const times = events.length > 1 ? `, ${events.length} times` : '';
  return last ? `${last.type === 'registration-failed' ? 'refused at' : 'since'} ${clockTime(last.at)}${times}` : 'no';
}

/** Formats a duration in minutes and seconds, for example 14:05, with hours where there are any. */
function countdown(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  return `${hours > 0 ? `${hours}:${two(Math.floor(total / 60) % 60)}` : Math.floor(total / 60)}:${two(total % 60)}`;
}

/** Shortens a subject so that a GUID can be recognised but the customer cannot be found. */
const redact = (subject: string) => `${subject.slice(0, 4)}…`;
