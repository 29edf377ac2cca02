// npm run snippets: compiles every TypeScript snippet of the READMEs and guides against the source of the packages.
// readers-portal.d.ts declares the parts of the reader's own portal that the snippets use.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../../..');
const portal = resolve(import.meta.dirname, 'readers-portal.d.ts');
const documents = [root, resolve(root, '.storybook')].flatMap((folder) =>
  ts.sys.readDirectory(folder, ['.md', '.mdx'], ['**/node_modules', '**/dist', 'reports'], ['**/*']),
);

/** Maps file names such as `README.md.LINE.ts` to snippets. Each snippet starts with blank lines, so its line numbers are those of the document. */
const snippets = new Map(
  documents.flatMap((document) => {
    const text = readFileSync(document, 'utf8');
    return [...text.matchAll(/^```(tsx?)\n([^]*?)^```/gm)].map(({ 1: language, 2: code, index }) => {
      const line = text.slice(0, index).split('\n').length;
      return [`${document}.${line}.${language}`, `${'\n'.repeat(line)}${code}\nexport {};`];
    });
  }),
);

const { config } = ts.readConfigFile(resolve(root, 'tsconfig.base.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(
  {
    ...config.compilerOptions,
    composite: false,
    noPropertyAccessFromIndexSignature: false,
    noEmit: true,
    jsx: 'react-jsx',
    lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
    types: ['node', 'vitest/globals', 'vite/client'],
    paths: {
      '@lcw-auth/headless': ['./packages/headless/src/index.ts'],
      '@microsoft/*': ['./packages/headless/node_modules/@microsoft/*'],
    },
  },
  root,
);
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.getCurrentDirectory = () => root;
host.fileExists = (file) => snippets.has(file) || fileExists(file);
host.readFile = (file) => snippets.get(file) ?? readFile(file);
host.getSourceFile = (file, version, ...rest) =>
  snippets.has(file) ? ts.createSourceFile(file, snippets.get(file), version) : getSourceFile(file, version, ...rest);

const program = ts.createProgram([...snippets.keys(), portal], options, host);
const checked = [...snippets.keys(), portal].map((file) => program.getSourceFile(file));
const errors = checked.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
for (const { file, start, messageText } of errors) {
  const { line } = file.getLineAndCharacterOfPosition(start);
  const document = relative(root, file.fileName).replace(/\.\d+\.tsx?$/, '');
  console.error(`${document}:${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
console.log(`${snippets.size} snippets in ${documents.length} documents, ${errors.length} errors`);
process.exitCode = errors.length > 0 || snippets.size === 0 ? 1 : 0;
