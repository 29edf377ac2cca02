import { checkContext } from '../claims.js';
import type { AuthTokenWarning } from '../errors.js';

/**
 * Reads the names of the context variables in the claim `lwicontexts`. A claim that differs from Microsoft's documentation
 * causes a warning, not an error, because Omnichannel may accept it.
 */
export function readContext(lwicontexts: unknown): { names: readonly string[]; warnings: readonly AuthTokenWarning[] } {
  // Portals send an empty claim for "no context" (packages/core/docs/widget-facts.md, "Context variables").
  if (lwicontexts === undefined || lwicontexts === null || lwicontexts === '')
    return lwicontexts === undefined
      ? { names: [], warnings: [] }
      : warnOf('context-format', 'The claim lwicontexts is empty. Leave it out when there is no context.');

  const context = parse(lwicontexts);
  if (context === null)
    return warnOf('context-format', 'The claim lwicontexts is not the JSON text of an object. Use serializeContext to create it.');
  const warnings: AuthTokenWarning[] = [];
  if (typeof lwicontexts !== 'string')
    warnings.push({
      code: 'context-format',
      message: 'The claim lwicontexts is an object. Microsoft documents its JSON as text. Use serializeContext.',
    });
  const nested = Object.entries(context).find(([, value]) => isObject(value));
  if (nested)
    warnings.push({
      code: 'context-value',
      message: `The context variable ${shortName(nested[0])} is an object. Microsoft documents text, numbers and true or false only.`,
    });
  const problem = checkContext(Object.fromEntries(Object.entries(context).map(([name, value]) => [name, valueIn(value)])));
  if (problem) warnings.push({ code: 'context-limit', message: `The claim lwicontexts is outside Microsoft's limits: ${problem}.` });
  return { names: Object.keys(context), warnings };
}

function parse(lwicontexts: unknown): object | null {
  let context: unknown = lwicontexts;
  try {
    if (typeof lwicontexts === 'string') context = JSON.parse(lwicontexts);
  } catch {
    return null;
  }
  return typeof context === 'object' && context !== null && !Array.isArray(context) ? context : null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Returns the value of `{ value, isDisplayable }`, and null for any other object, so that the limits of the rest are checked. */
function valueIn(value: unknown): unknown {
  if (!isObject(value)) return value;
  const inside: unknown = 'value' in value ? value.value : null;
  return isObject(inside) ? null : inside;
}

const shortName = (name: string) => JSON.stringify(name.slice(0, 40));

const warnOf = (code: AuthTokenWarning['code'], message: string) => ({ names: [], warnings: [{ code, message }] });
