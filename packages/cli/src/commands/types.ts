import { UsageError, type Command } from '../command.js';
import { writeGenerated } from '../files/write-files.js';
import { styled } from '../terminal/text.js';
import { declarationOf, marker } from '../workstream/declaration.js';
import { readWorkstreamFile, workstreamForms } from '../workstream/workstream-file.js';

/** Generates the TypeScript declaration of a workstream's context variables. */
export const types: Command = {
  name: 'types',
  summary: "generate the TypeScript type of a workstream's context variables",
  argument: 'FILE',
  options: {
    out: { kind: 'value', value: 'FILE', help: 'The file to write, e.g. src/live-chat-context.d.ts. Default: standard output.' },
  },
  more: `${workstreamForms}\nWith the declaration, the compiler checks the context in getUser() and serializeContext(). Only a generated file is overwritten.`,

  async run(input, terminal) {
    if (input.argument === undefined) throw new UsageError('The workstream file is missing.');
    const declaration = declarationOf(await readWorkstreamFile(input.argument));
    const out = input.value('out');
    if (out === undefined) {
      for (const line of declaration.trimEnd().split('\n')) terminal.out(line);
    } else {
      const isChanged = await writeGenerated({ file: out, text: declaration, marker });
      terminal.out(isChanged ? styled('green', 'Wrote') : 'Unchanged:', ` ${out}`);
    }
    return 0;
  },
};
