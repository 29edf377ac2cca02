import type { AuthTokenProvider, WidgetErrorCode } from '@lcw-auth/core';
import { decodeJwt } from 'jose';
import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';
import type { WidgetPage } from './widget-page.js';

/** What the widget brings along for one call to Omnichannel. */
export type TokenOutcome =
  | { status: 'token'; token: string }
  | { status: 'anonymous' }
  /** `raised`: what `lcw:error` carries in place of the code. */
  | { status: 'failed'; errorCode: WidgetErrorCode; raised?: unknown };

/** How a generation of the widget comes by the customer's token. */
export interface AuthTokens {
  setAuthTokenProvider(provider: AuthTokenProvider): void;
  getAuthTokenProvider(): AuthTokenProvider | null;
  removeAuthTokenProvider(): void;
  /** Is there somebody to ask, or is there no need to? */
  canAnswer(configuration: WidgetConfiguration): boolean;
  /** For the start of a chat. */
  forStart(configuration: WidgetConfiguration): Promise<TokenOutcome>;
  /** For a call within a chat. */
  forCall(configuration: WidgetConfiguration): Promise<TokenOutcome>;
  /** The chat is over. */
  chatEnded(): void;
}

/** The widget's own idea of "no token". */
export const isNoToken = (value: unknown): value is null | undefined | '' => value === null || value === undefined || value === '';

/** Logs what was handed over: the customer's id and the expiry, never the token. */
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
