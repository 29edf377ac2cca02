import type { LiveChatAuthErrorDetails } from './error-details.js';
import { LiveChatAuthError } from './errors.js';

/** The response of an endpoint, including the body. */
export interface EndpointResponse {
  response: Response;
  body: string;
  /** The parts of the response that an error may contain. */
  details: LiveChatAuthErrorDetails;
}

/** A token in a response: null when no user is signed in. */
export type ReadToken = (response: Response) => string | null | Promise<string | null>;

/**
 * Sends a request and reads the whole response.
 * @throws LiveChatAuthError `token-network-failed`. The browser's own message contains the URL, so it is dropped.
 */
export async function request(url: string | URL, init: RequestInit): Promise<EndpointResponse> {
  try {
    const response = await fetch(url, init);
    const body = await response.clone().text();
    lengths.set(response, body.length);
    return { response, body, details: describeResponse(response) };
  } catch {
    throw new LiveChatAuthError('token-network-failed');
  }
}

/** The length of each body that `request` has read, in characters. A response itself does not tell it. */
const lengths = new WeakMap<Response, number>();

/** Returns the parts of a response that an error may contain, without its body. */
export function describeResponse(response: Response): LiveChatAuthErrorDetails {
  const { status, headers, url } = response;
  const contentType = headers.get('content-type')?.split(';')[0]?.trim();
  return { path: URL.canParse(url) ? new URL(url).pathname : undefined, status, contentType, length: lengths.get(response) };
}

/** True when a text is an HTML document, also after an XML declaration or comments. A token never starts with an angle bracket. */
export const isWebPage = (text: string): boolean => /^\s*</.test(text) && /<(!doctype|html)\b/i.test(text.slice(0, 2_000));

/**
 * Reads the token from a response. Status 401 or 204, an empty body, `null` and a redirect that ended at a web page mean
 * that no user is signed in.
 * @returns null when no user is signed in.
 * @throws LiveChatAuthError `token-http-error` or `token-web-page`.
 */
export async function readToken({ response, body, details }: EndpointResponse, read: ReadToken | undefined): Promise<string | null> {
  // Express, PHP and others send any text as text/html. A token has neither a space nor an angle bracket.
  const isHtml = details.contentType === 'text/html' && /[<\s]/.test(tokenIn(body) ?? '');
  const isPage = isHtml || isWebPage(body);
  if (response.status === 401 || response.status === 204 || (isPage && response.redirected && response.status < 500)) return null;
  if (!response.ok) throw new LiveChatAuthError('token-http-error', details);
  try {
    if (read) return await read(response);
  } catch (error) {
    // `read` usually expects JSON. Its own error would not say that a web page came instead.
    if (!isPage) throw error;
  }
  if (isPage) throw new LiveChatAuthError('token-web-page', details);
  return tokenIn(body);
}

const tokenNames = ['token', 'access_token', 'accessToken', 'jwt'];

/** Returns null for `null` and an empty text, also in a property, because no user is signed in then. */
function tokenIn(body: string): string | null {
  const text = body.trim();
  const value = parse(text);
  const isObject = typeof value === 'object' && value !== null;
  const candidates = isObject ? tokenNames.map((name) => (value as Record<string, unknown>)[name]) : [value];
  const token = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '') as string | undefined;
  if (token !== undefined) return token.replace(/^Bearer\s+/i, '').trim() || null;
  if (candidates.some((candidate) => candidate === null || candidate === '')) return null;
  // The response holds no token. The check of the token then says what arrived instead.
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
