/** Details of an error. Every value is checked, so that no token or other text can become part of an error. */
export interface LiveChatAuthErrorDetails {
  /** The HTTP status that an endpoint responded with. */
  status?: number | undefined;
  /** The media type of the response, without parameters. */
  contentType?: string | undefined;
  /** The length of the response or of the returned text, in characters. */
  length?: number | undefined;
  /** The path of the endpoint's URL, without query string. */
  path?: string | undefined;
  /** What arrived instead of a token. */
  received?: keyof typeof receivedNames | undefined;
  /** The name of a JWT claim. */
  claim?: (typeof claimNames)[number] | undefined;
  /** The algorithm in the JWT's header. */
  algorithm?: string | undefined;
  /** The error code of Power Pages, for example `PortalSTS0001`. */
  powerPagesCode?: string | undefined;
  /** How far the device's clock is ahead of the endpoint's clock, in seconds. */
  deviceClockAhead?: number | undefined;
  /** The host of a refused URL. */
  host?: string | undefined;
  /** The JavaScript client function that the chat authentication setting names. */
  clientFunction?: string | undefined;
  /** True when the page has no script tag of the widget. */
  scriptTagMissing?: boolean | undefined;
}

const claimNames = ['exp', 'sub'] as const;
const receivedNames = {
  undefined: 'nothing (undefined); a return statement may be missing',
  object: 'an object',
  number: 'a number',
  boolean: 'a boolean',
  function: 'a function',
  response: 'a Response object; `await response.text()` may be missing',
  'encrypted-jwt': 'an encrypted JWT (five parts), which Omnichannel does not accept',
  'authorization-code': 'text without dots. It may be an authorization code of the setting type OAuth 2.0, which lcw-auth does not support',
} as const;

type Details = Required<{ [Name in keyof LiveChatAuthErrorDetails]: NonNullable<LiveChatAuthErrorDetails[Name]> }>;

interface DetailRow<Value> {
  accepts(value: unknown): value is Value;
  /** Returns one sentence; empty when there is nothing to say. */
  describe(value: Value): string;
}

const isText =
  (pattern: RegExp, longest: number) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length <= longest && pattern.test(value);
const isWhole =
  (least: number, most: number) =>
  (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** The check and the sentence of each detail, in the order of the message. */
const rows: { [Name in keyof Details]: DetailRow<Details[Name]> } = {
  // A long segment may be a token, for example in the path of a sign-in page.
  path: { accepts: isText(/^(\/[\w\-.~%]{0,40})+$/, 200), describe: (path) => `Path: ${path}.` },
  status: { accepts: isWhole(0, 999), describe: (status) => `HTTP status: ${status}.` },
  contentType: { accepts: isText(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/, 121), describe: (type) => `Content type: ${type}.` },
  length: { accepts: isWhole(0, Number.MAX_SAFE_INTEGER), describe: (length) => `Length: ${length} characters.` },
  received: {
    accepts: (value): value is Details['received'] => typeof value === 'string' && Object.hasOwn(receivedNames, value),
    describe: (value) => `It returned ${receivedNames[value]}.`,
  },
  claim: {
    accepts: (value): value is Details['claim'] => claimNames.some((name) => name === value),
    describe: (claim) => `The claim ${claim} is missing or has the wrong type.`,
  },
  algorithm: { accepts: isText(/^[A-Za-z]{2,5}\d{0,3}$/, 8), describe: (algorithm) => `Algorithm: ${algorithm}.` },
  powerPagesCode: { accepts: isText(/^PortalSTS\d{4}$/, 13), describe: (code) => `Power Pages reported ${code}.` },
  deviceClockAhead: {
    accepts: isWhole(-1e9, 1e9),
    // When the endpoint's clock is known, the expiry is checked against it. So a wrong device clock is not the cause.
    describe: (seconds) =>
      `It had already expired according to the endpoint's clock. The device's clock is ${seconds} seconds ahead of the endpoint's clock.`,
  },
  host: { accepts: isText(/^[\w\-.:[\]]+$/, 100), describe: (host) => `Host: ${host}.` },
  clientFunction: { accepts: isText(/^[\w$]+(\.[\w$]+)*$/, 100), describe: (name) => `The setting names ${name}.` },
  scriptTagMissing: {
    accepts: (value) => typeof value === 'boolean',
    describe: (missing) => (missing ? 'The page has no script tag with the id Microsoft_Omnichannel_LCWidget.' : ''),
  },
};
const names = Object.keys(rows) as (keyof Details)[];

/** Copies the details that pass their check. */
export function readDetails(details: unknown): LiveChatAuthErrorDetails {
  const given = (typeof details === 'object' && details !== null ? details : {}) as Record<string, unknown>;
  return Object.fromEntries(names.flatMap((name) => (rows[name].accepts(given[name]) ? [[name, given[name]]] : [])));
}

/** Returns one sentence for each detail. */
export const describeDetails = (details: LiveChatAuthErrorDetails): string[] =>
  names
    .filter((name) => details[name] !== undefined)
    // The compiler cannot see that the row and the value belong to the same name.
    .map((name) => (rows[name].describe as (value: unknown) => string)(details[name]))
    .filter((sentence) => sentence !== '');
