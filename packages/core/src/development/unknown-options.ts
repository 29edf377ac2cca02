import type { BotSsoOptions, LiveChatAuthOptions } from '../options.js';

// Records, so that the compiler reports an option that is missing here.
const optionNames: Record<keyof LiveChatAuthOptions, true> = {
  userId: true,
  getAuthToken: true,
  botSso: true,
  clientFunction: true,
  userChangePolicy: true,
  onSignInNeeded: true,
  signInOptional: true,
  refreshBeforeExpiry: true,
  tokenTimeout: true,
  readyTimeout: true,
  onEvent: true,
  developmentConsole: true,
  host: true,
  window: true,
};
const botSsoNames: Record<keyof BotSsoOptions, true> = {
  getToken: true,
  timeout: true,
  allowedHosts: true,
  tokenExchange: true,
  widgetWait: true,
  decide: true,
};
/** Names of the first version. */
const renamed: Record<string, string> = { onUserChange: 'userChangePolicy', refreshAhead: 'refreshBeforeExpiry', deadline: 'timeout' };

/** Returns one sentence for each option that does not exist, with the closest name. */
export function findUnknownOptions(options: LiveChatAuthOptions): string[] {
  const unknown = (given: object, known: Record<string, true>, prefix: string) =>
    Object.keys(given)
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => `There is no option ${prefix}${name}.${suggest(name, Object.keys(known), prefix)}`);
  return [...unknown(options, optionNames, ''), ...unknown(options.botSso ?? {}, botSsoNames, 'botSso.')];
}

function suggest(name: string, known: string[], prefix: string): string {
  const newName = renamed[name];
  if (newName !== undefined && known.includes(newName)) return ` It was renamed to ${prefix}${newName}.`;
  const [closest] = known
    .map((each) => ({ each, distance: distance(name.toLowerCase(), each.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  return closest && closest.distance <= 3 ? ` Did you mean ${prefix}${closest.each}?` : '';
}

/** Number of single-character edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries())
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
