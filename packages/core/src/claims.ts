/** A value that a context variable may have. */
export type ContextValue = string | number | boolean | null;

// Microsoft's limits for context variables.
const maxVariables = 100;
const maxNameLength = 100;
const maxValueLength = 4000;

/** What is wrong with one context variable, in words that name the key; null when nothing is. */
export function checkContext(context: unknown): string | null {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return 'the context must be an object of names and values';
  const entries = Object.entries(context);
  if (entries.length > maxVariables) return `${entries.length} context variables, at most ${maxVariables} are allowed`;
  for (const [name, value] of entries) {
    const shown = JSON.stringify(name.slice(0, 40));
    if (name.length < 1 || name.length > maxNameLength) return `the name ${shown} must have 1 to ${maxNameLength} characters`;
    if (value !== null && !['string', 'number', 'boolean'].includes(typeof value))
      return `${shown} must be a string, number, boolean or null`;
    if (typeof value === 'number' && !Number.isFinite(value)) return `${shown} must be a finite number`;
    if (String(value).length > maxValueLength) return `${shown} is longer than ${maxValueLength} characters`;
  }
  return null;
}

/**
 * The `lwicontexts` claim: a context as the string of JSON that Omnichannel reads.
 * @throws TypeError that names the key when a value is not primitive or a limit (100 variables, 100 and 4,000 characters) is passed.
 * @example serializeContext({ msdyn_cartvalue: '10000', msdyn_isvip: 'false' })
 */
export function serializeContext(context: Record<string, ContextValue>): string {
  const problem = checkContext(context);
  if (problem) throw new TypeError(`serializeContext: ${problem}.`);
  return JSON.stringify(context);
}
