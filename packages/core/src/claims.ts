/**
 * A value of a context variable. Microsoft's documents allow primitives. The form with `isDisplayable` comes from Microsoft's samples
 * and says whether the widget may show the value to the customer.
 */
export type ContextValue = string | number | boolean | null | { value: string | number | boolean | null; isDisplayable: boolean };

/**
 * The context variables of your workstream. When you declare them, `LiveChatContext` accepts only their names and types.
 * `npx lcw-auth types` writes the declaration from a workstream file.
 * @example declare module '@lcw-auth/core/claims' { interface LiveChatContextVariables { Tier?: string } }
 */
export interface LiveChatContextVariables {}

/** The context of a chat: the declared variables, or any names when the app declares none. */
export type LiveChatContext = keyof LiveChatContextVariables extends never ? Record<string, ContextValue> : LiveChatContextVariables;

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** True when the text has the form of a GUID, which the claim `sub` needs so that Omnichannel links a contact or an account. */
export const isGuid = (text: string): boolean => guid.test(text);

// Microsoft's limits for context variables.
const maxVariables = 100;
const maxNameLength = 100;
const maxValueLength = 4000;

/** Returns the problem with a context as text that names the key, or null when there is no problem. */
export function checkContext(context: unknown): string | null {
  const read = readContext(context);
  return typeof read === 'string' ? read : null;
}

/**
 * Returns the `lwicontexts` claim: a context as the JSON text that Omnichannel reads.
 * @throws TypeError that names the key when a value is neither a primitive nor `{ value, isDisplayable }`, or when a limit is
 * exceeded (100 variables, names of 100 characters, values of 4,000 characters).
 * @example serializeContext({ msdyn_cartvalue: '10000', msdyn_isvip: 'false' })
 */
export function serializeContext(context: LiveChatContext): string {
  const read = readContext(context);
  if (typeof read === 'string') throw new TypeError(`serializeContext: ${read}.`);
  return JSON.stringify(read);
}

/** Returns a copy of a context, or the problem with it. Every property is read once, so a getter cannot change its value later. */
function readContext(context: unknown): Record<string, ContextValue> | string {
  if (!isPlainObject(context)) return 'the context must be a plain object of names and values';
  const entries = Object.entries(context).map(([name, value]): [string, unknown] => [name, isPlainObject(value) ? { ...value } : value]);
  if (entries.length > maxVariables) return `${entries.length} context variables, at most ${maxVariables} are allowed`;
  for (const [name, value] of entries) {
    const problem = problemOf(name, value);
    if (problem) return `${JSON.stringify(name.slice(0, 40))} ${problem}`;
  }
  return Object.fromEntries(entries) as Record<string, ContextValue>;
}

function problemOf(name: string, value: unknown): string | null {
  if (name.length < 1 || name.length > maxNameLength) return `is not a valid name: names have 1 to ${maxNameLength} characters`;
  const primitive = isDisplayable(value) ? value.value : value;
  if (!isPrimitive(primitive)) return 'must be a string, number, boolean or null, or an object of only value and isDisplayable';
  if (typeof primitive === 'number' && !Number.isFinite(primitive)) return 'must be a finite number';
  return String(primitive).length > maxValueLength ? `is longer than ${maxValueLength} characters` : null;
}

function isPrimitive(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isDisplayable(value: unknown): value is { value: unknown; isDisplayable: boolean } {
  if (!isPlainObject(value) || Object.keys(value).length !== 2 || !('value' in value)) return false;
  return typeof value['isDisplayable'] === 'boolean';
}

// Objects of another realm (for example a worker) have a different Object.prototype. Its prototype is null too.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
