import { readJsonObject } from './json-object.js';
import { refuse, type Refusal, type ValidationMode } from './validation.js';
import type { ContextVariableValue } from './workstream.js';

// Microsoft's limits for context variables.
const maxVariables = 100;
const maxNameLength = 100;
const maxValueLength = 4000;
/** The tokens of Power Pages contain this variable to link the contact. The workstream does not have to declare it. */
const linksTheContact = 'portalcontactid';

/** Options of `readContext`. */
export interface ReadContextOptions {
  /** Names of the workstream's context variables. Default: any name. */
  known?: readonly string[] | undefined;
  /** Default 'strict'. */
  mode?: ValidationMode | undefined;
}

type Context = { variables: Record<string, ContextVariableValue> };

/**
 * Reads the claim `lwicontexts`. Strict mode accepts a string of JSON with primitive values and names that the workstream has.
 * Lenient mode also accepts "", null, a bare object, values of the form `{ value, isDisplayable }`, and names and sizes beyond the
 * limits. It creates unknown variables as text, as documented for `setContextProvider`.
 */
export function readContext(claim: unknown, { known, mode = 'strict' }: ReadContextOptions = {}): Context | Refusal {
  return mode === 'lenient' ? readLeniently(claim, known) : readStrictly(claim, known);
}

function readStrictly(claim: unknown, known: readonly string[] | undefined): Context | Refusal {
  if (claim === undefined) return { variables: {} };
  if (typeof claim !== 'string')
    return refuse('context-not-a-string', 'lwicontexts must be a string: serialise the context before signing.');
  const context = readJsonObject(claim);
  if (!context) return notAnObject;
  const entries = Object.entries(context);
  if (entries.length > maxVariables)
    return refuse('context-too-large', `lwicontexts has ${entries.length} variables. At most ${maxVariables} are allowed.`);
  for (const [name, value] of entries) {
    const problem = checkVariable(name, value, known);
    if (problem) return problem;
  }
  return { variables: Object.fromEntries(entries.filter(([, value]) => value !== null)) as Record<string, ContextVariableValue> };
}

function readLeniently(claim: unknown, known: readonly string[] | undefined): Context | Refusal {
  if (claim === undefined || claim === null || claim === '') return { variables: {} };
  const context = typeof claim === 'string' ? readJsonObject(claim) : isObject(claim) ? claim : null;
  if (!context) return notAnObject;
  const values = Object.entries(context).map(
    ([name, value]) => [name, isObject(value) && 'value' in value ? value['value'] : value] as const,
  );
  return { variables: createUnknown(Object.fromEntries(values.filter(isPrimitiveEntry)), known) };
}

/** Returns the variables. The value of a variable that the workstream does not have becomes text. (Documented for `setContextProvider`.) */
export function createUnknown(
  variables: Readonly<Record<string, ContextVariableValue>>,
  known: readonly string[] | undefined,
): Record<string, ContextVariableValue> {
  const isKnown = (name: string) => !known || known.includes(name) || name === linksTheContact;
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, isKnown(name) ? value : String(value)]));
}

/** True for an entry that a context variable can hold. */
export const isPrimitiveEntry = (entry: readonly [string, unknown]): entry is [string, ContextVariableValue] =>
  ['string', 'number', 'boolean'].includes(typeof entry[1]);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject = refuse('context-malformed', 'lwicontexts is not a JSON object.');

function checkVariable(name: string, value: unknown, known: readonly string[] | undefined): Refusal | null {
  const shown = JSON.stringify(name.slice(0, 40));
  if (name.length > maxNameLength) return refuse('context-too-large', `The name ${shown} is longer than ${maxNameLength} characters.`);
  if (value !== null && !isPrimitiveEntry([name, value])) {
    return refuse('context-not-primitive', `The context variable ${shown} must be a string, a number or a boolean.`);
  }
  if (String(value).length > maxValueLength) {
    return refuse('context-too-large', `The context variable ${shown} is longer than ${maxValueLength} characters.`);
  }
  if (known && name !== linksTheContact && !known.includes(name)) {
    const similar = known.find((each) => each.toLowerCase() === name.toLowerCase());
    const hint = similar ? ` Did you mean ${JSON.stringify(similar)}? Names are case-sensitive.` : '';
    return refuse('unknown-variable', `The workstream has no context variable ${shown}.${hint}`);
  }
  return null;
}
