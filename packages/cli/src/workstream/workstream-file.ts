import { checkRecords } from '@lcw-auth/simulator/validation';
import { CommandError } from '../command.js';
import { readText } from '../files/read-text.js';

/** The types that the admin center offers for a context variable. */
export type ContextVariableType = 'text' | 'number';

/** One of a workstream's context variables. */
export interface ContextVariable {
  name: string;
  /** Null when the file does not contain the type. */
  type: ContextVariableType | null;
}

/** The forms of a workstream file, for the help. */
export const workstreamForms =
  'A workstream file is JSON: {"contextVariables": [...]}, a list alone, or {"workstreams": [...]} with one workstream.\nA context variable is its name, or {"name": "msdyn_cartvalue", "type": "number"} with the type "text" or "number".';

/** Reads the context variables of a workstream file. @throws CommandError that describes the problem and its place. */
export async function readWorkstreamFile(file: string): Promise<ContextVariable[]> {
  const list = variableList(parse(await readText(file), file), file);
  const variables = list.map((entry, index) => readVariable(entry, `${file}, context variable ${index + 1}`));
  const [problem] = checkRecords({
    settings: [],
    widgets: [],
    workstreams: [{ name: '-', contextVariables: variables.map(({ name }) => name) }],
  });
  if (problem) throw new CommandError(`${file}: ${problem.field}: ${problem.message}`);
  return variables;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file} is not JSON.`);
  }
}

function variableList(document: unknown, file: string): unknown[] {
  if (Array.isArray(document)) return document;
  const { contextVariables, workstreams } = Object(document) as { contextVariables?: unknown; workstreams?: unknown };
  if (Array.isArray(contextVariables)) return contextVariables;
  if (Array.isArray(workstreams) && workstreams.length === 1) return variableList(workstreams[0], file);
  if (Array.isArray(workstreams))
    throw new CommandError(`${file} has ${workstreams.length} workstreams. Save one of them in a file of its own.`);
  throw new CommandError(`${file} has no list of contextVariables.`);
}

function readVariable(entry: unknown, where: string): ContextVariable {
  if (typeof entry === 'string') return { name: entry, type: null };
  const { name, type = null } = Object(entry) as { name?: unknown; type?: unknown };
  if (typeof name !== 'string') throw new CommandError(`${where}: it must be a name, or an object with a name.`);
  const known = typeof type === 'string' ? type.toLowerCase() : type;
  if (known !== null && known !== 'text' && known !== 'number') throw new CommandError(`${where}: its type must be "text" or "number".`);
  return { name, type: known };
}
