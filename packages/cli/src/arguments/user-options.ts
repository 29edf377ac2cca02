import type { LiveChatUser } from '@lcw-auth/server';
import { UsageError, type CommandInput, type Option } from '../command.js';

/** The options that describe the user of a token. */
export const userOptions = {
  sub: { kind: 'value', value: 'GUID', help: "The contact's or account's GUID." },
  context: { kind: 'list', value: 'NAME=VALUE', help: 'A context variable. Write NAME:=JSON for a number, true, false or null.' },
  claim: { kind: 'list', value: 'NAME=VALUE', help: 'A further claim. Write NAME:=JSON for a value that is not a string.' },
} satisfies Record<string, Option>;

/** Reads the user that the options describe. @throws UsageError */
export function readUser(input: CommandInput, defaultSub?: string): LiveChatUser {
  const sub = input.value('sub') ?? defaultSub;
  if (sub === undefined) throw new UsageError("--sub is missing. Give the contact's or account's GUID.");
  const context = readPairs('--context', input.list('context')) as LiveChatUser['context'];
  const claims = readPairs('--claim', input.list('claim'));
  return { sub, ...(input.list('context').length > 0 ? { context } : {}), ...(input.list('claim').length > 0 ? { claims } : {}) };
}

function readPairs(option: string, pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, json, value = ''] = /^([^=:]+)(:?)=([\s\S]*)$/.exec(pair) ?? [];
      if (name === undefined) throw new UsageError(`${option} takes NAME=VALUE or NAME:=JSON.`);
      return [name, json === ':' ? readJson(option, name, value) : value];
    }),
  );
}

function readJson(option: string, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${option} ${name}:= takes JSON, e.g. ${name}:=true.`);
  }
}
