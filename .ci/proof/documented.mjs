// Every public export has a docstring.
import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import { root } from '../install.mjs';

const source = '@lcw-auth/source';
const entries = readdirSync(resolve(root, 'packages')).flatMap((name) => {
  const { exports } = JSON.parse(readFileSync(resolve(root, 'packages', name, 'package.json'), 'utf8'));
  return Object.values(exports).flatMap((target) =>
    /\.tsx?$/.test(target[source]) ? [resolve(root, 'packages', name, target[source])] : [],
  );
});
const program = ts.createProgram(entries, {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: [source],
  jsx: ts.JsxEmit.ReactJSX,
  noEmit: true,
});
const checker = program.getTypeChecker();

const undocumented = new Set();
let documented = 0;
for (const entry of entries) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
  for (const exported of module ? checker.getExportsOfModule(module) : []) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const [declaration] = symbol.declarations ?? [];
    // What comes from elsewhere is documented there.
    if (!declaration || !isOurs(declaration)) continue;
    if (symbol.getDocumentationComment(checker).length > 0) documented += 1;
    else undocumented.add(`${place(declaration)} ${symbol.name}`);
  }
}
for (const line of undocumented) console.log(`${line} has no docstring`);
console.log(`${documented} passed, ${undocumented.size} failed`);
process.exitCode = undocumented.size ? 1 : 0;

function isOurs(declaration) {
  return (
    declaration.getSourceFile().fileName.startsWith(resolve(root, 'packages')) &&
    !declaration.getSourceFile().fileName.includes('node_modules')
  );
}

function place(declaration) {
  const file = declaration.getSourceFile();
  return `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(declaration.getStart()).line + 1}`;
}
