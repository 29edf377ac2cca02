import type { AuthTokenProvider, WidgetErrorCode } from '@lcw-auth/core';
import { decodeJwt } from 'jose';
import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';
import type { WidgetPage } from './widget-page.js';

/** The token that the widget sends with one call to Omnichannel, or the error. */
export type TokenOutcome =
  | { status: 'token'; token: string }
  | { status: 'anonymous' }
  /** `reason`: the cause as text. `raised`: the `detail` of `lcw:error` instead of the code. */
  | { status: 'failed'; errorCode: WidgetErrorCode; reason?: string; raised?: unknown };

/** How a generation of the widget gets the customer's token. */
export interface AuthTokens {
  setAuthTokenProvider(provider: AuthTokenProvider): void;
  getAuthTokenProvider(): AuthTokenProvider | null;
  removeAuthTokenProvider(): void;
  /** True when no token is required, or the page has a provider or client function that can supply one. */
  canAnswer(configuration: WidgetConfiguration): boolean;
  /** Returns the token for the start of a chat. */
  forStart(configuration: WidgetConfiguration): Promise<TokenOutcome>;
  /** Returns the token for a call within a chat. */
  forCall(configuration: WidgetConfiguration): Promise<TokenOutcome>;
  /** Forgets the data of a chat that has ended. */
  chatEnded(): void;
}

/** True for each value that the widget treats as "no token". */
export const isNoToken = (value: unknown): value is null | undefined | '' => value === null || value === undefined || value === '';

/** Returns error 8: the function that the setting names is not on the page. */
export const functionMissing = (name: string): TokenOutcome & { status: 'failed' } => ({
  status: 'failed',
  errorCode: 8,
  reason: `The chat authentication setting names the JavaScript client function ${JSON.stringify(name)}, and the page has no such function.`,
});

/** Logs an answer of the page with the customer's id and the expiry, never with the token. */
export function logToken(page: WidgetPage, value: unknown): void {
  page.log({ from: 'page', to: 'widget', type: isNoToken(value) ? 'auth-token-missing' : 'auth-token-received', detail: factsOf(value) });
}

function factsOf(value: unknown): Record<string, string | number | null> {
  try {
    const { sub = null, exp = null } = decodeJwt(String(value));
    return { subject: sub, expiresAt: exp };
  } catch {
    return {};
  }
}
