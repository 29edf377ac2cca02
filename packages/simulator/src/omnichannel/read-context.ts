import { readJsonObject } from './json-object.js';
import { refuse, type Refusal } from './validation.js';
import type { ContextVariableValue } from './workstream.js';

// Microsoft's limits for context variables.
const maxVariables = 100;
const maxNameLength = 100;
const maxValueLength = 4000;
// Linked by Power Pages' token without anybody declaring it in the workstream.
const linksTheContact = 'portalcontactid';

/** Reads the claim `lwicontexts`: a string of JSON with primitive values, whose names the workstream knows. */
export function readContext(claim: unknown, known?: readonly string[]): { variables: Record<string, ContextVariableValue> } | Refusal {
  if (claim === undefined) return { variables: {} };
  if (typeof claim !== 'string')
    return refuse('context-not-a-string', 'lwicontexts must be a string: serialise the context before signing.');
  const context = readJsonObject(claim);
  if (!context) return refuse('context-malformed', 'lwicontexts is no JSON object.');
  const entries = Object.entries(context);
  if (entries.length > maxVariables)
    return refuse('context-too-large', `lwicontexts has ${entries.length} variables, at most ${maxVariables} are taken.`);
  for (const [name, value] of entries) {
    const problem = checkVariable(name, value, known);
    if (problem) return problem;
  }
  return { variables: Object.fromEntries(entries.filter(([, value]) => value !== null)) as Record<string, ContextVariableValue> };
}

function checkVariable(name: string, value: unknown, known: readonly string[] | undefined): Refusal | null {
  const shown = JSON.stringify(name.slice(0, 40));
  if (name.length > maxNameLength) return refuse('context-too-large', `The name ${shown} is longer than ${maxNameLength} characters.`);
  if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) {
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
