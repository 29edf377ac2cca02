import { timeLimit, type AnsweredResult } from './fetch-text.js';
import { pass, warn, type Finding } from '../findings/finding.js';

/** True when a URL is on this machine, where https is not needed. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** A URL without its query, which can hold a secret. */
export function withoutQuery(url: URL): string {
  return url.origin + url.pathname;
}

/** Compares the time that an answer took with the ten seconds that the widget waits. */
export function speedCheck(check: string, { milliseconds }: AnsweredResult): Finding {
  const took = `${Math.round(milliseconds).toLocaleString('en')} ms`;
  if (milliseconds < timeLimit / 5) return pass(check, took);
  return warn(
    check,
    `The answer took ${took}. The limit is ${timeLimit / 1000} seconds.`,
    'Keep the keys in memory, and avoid database queries in this request.',
  );
}

/** The content type without its parameters, in lower case; empty when there is none. */
export function contentTypeOf(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The target URL of a redirect, without its query. */
export function redirectTarget(headers: Headers, base: URL): string {
  const location = headers.get('location') ?? '';
  return URL.canParse(location, base.href) ? withoutQuery(new URL(location, base)) : 'an unknown address';
}

/** True when an answer says that no user is signed in: with its status, or with Power Pages' header. */
export function saysSignedOut({ httpStatus, headers }: AnsweredResult): boolean {
  return httpStatus === 401 || /"status"\s*:\s*401/.test(headers.get('x-responded-json') ?? '');
}
