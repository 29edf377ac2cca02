import { resolve } from 'node:path';
import ts from 'typescript';
import type { HookDocs, Member } from 'virtual:hook-docs';

const packages = resolve(import.meta.dirname, '../../packages');

/** Reads types, docstrings and tags of each hook of `@lcw-auth/react` from the sources. */
export function readHooks(): Record<string, HookDocs> {
  const entry = resolve(packages, 'react/src/index.ts');
  const configFile = resolve(import.meta.dirname, '../tsconfig.docgen.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configFile, ts.sys.readFile).config,
    ts.sys,
    resolve(configFile, '..'),
  );
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${entry} is not a module.`);
  return Object.fromEntries(
    checker
      .getExportsOfModule(module)
      .filter(({ name }) => /^use[A-Z]/.test(name))
      .map((exported) => [exported.name, readHook(checker.getAliasedSymbol(exported), checker)]),
  );
}

function readHook(symbol: ts.Symbol, checker: ts.TypeChecker): HookDocs {
  const declaration = symbol.valueDeclaration;
  if (!declaration || !ts.isFunctionDeclaration(declaration)) throw new Error(`${symbol.name} is not a function declaration.`);
  const signature = checker.getSignatureFromDeclaration(declaration);
  if (!signature) throw new Error(`${symbol.name} has no signature.`);
  const returned = signature.getReturnType();
  return {
    description: textOf(symbol, checker),
    signature: `function ${symbol.name}${checker.signatureToString(signature, declaration, ts.TypeFormatFlags.NoTruncation)}`,
    parameters: signature.getParameters().map((parameter) => {
      const type = checker.getTypeOfSymbolAtLocation(parameter, declaration);
      const fields = keysOf(type, checker) ?? checker.getNonNullableType(type);
      return { ...read(parameter, declaration, checker), members: membersOf(fields, declaration, checker) };
    }),
    returns: membersOf(returned, declaration, checker),
    throws: throwsOf(symbol, checker),
  };
}

/** Returns the type whose keys `Key extends keyof T` uses. */
function keysOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | null {
  const declaration = type.isTypeParameter() ? type.symbol.declarations?.find(ts.isTypeParameterDeclaration) : undefined;
  const constraint = declaration?.constraint;
  return constraint && ts.isTypeOperatorNode(constraint) ? checker.getTypeFromTypeNode(constraint.type) : null;
}

/** Returns the fields of an object. For a union, returns all fields, each with the `status` values that have it. */
function membersOf(type: ts.Type, place: ts.Node, checker: ts.TypeChecker): Member[] {
  const variants = type.isUnion() ? type.types : [type];
  if (type.getCallSignatures().length > 0 || !variants.every(isObject)) return [];
  const members = new Map<string, Member & { variants: string[] }>();
  for (const variant of variants) {
    const status = variant.getProperty('status');
    const when = status ? checker.typeToString(checker.getTypeOfSymbolAtLocation(status, place)) : '';
    for (const property of variant.getProperties()) {
      const own = read(property, place, checker);
      const known = members.get(own.name);
      if (known) {
        known.type = [...new Set([...known.type.split(' | '), ...own.type.split(' | ')])].join(' | ');
        known.variants.push(when);
      } else members.set(own.name, { ...own, variants: [when] });
    }
  }
  return [...members.values()].map(({ variants: found, ...member }) =>
    found.length === variants.length ? member : { ...member, when: found.join(' | ') },
  );
}

const isObject = (type: ts.Type) => (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

function read(symbol: ts.Symbol, place: ts.Node, checker: ts.TypeChecker): Member {
  const isOptional =
    (symbol.flags & ts.SymbolFlags.Optional) !== 0 ||
    (symbol.valueDeclaration !== undefined &&
      ts.isParameter(symbol.valueDeclaration) &&
      (symbol.valueDeclaration.questionToken ?? symbol.valueDeclaration.initializer) !== undefined);
  const type = checker.getTypeOfSymbolAtLocation(symbol, place);
  const shown = isOptional ? checker.getNonNullableType(type) : type;
  return {
    name: symbol.name,
    isOptional,
    type: checker.typeToString(shown, place, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope),
    description: textOf(symbol, checker) || textOfType(shown, checker),
  };
}

/** Returns the docstring of one of our types, or of its list. */
function textOfType(type: ts.Type, checker: ts.TypeChecker): string {
  const [element] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  const symbol = element?.aliasSymbol ?? element?.symbol ?? type.aliasSymbol ?? type.symbol;
  const isOurs = symbol?.declarations?.every((declaration) => declaration.getSourceFile().fileName.startsWith(packages));
  return symbol && isOurs ? textOf(symbol, checker) : '';
}

const textOf = (symbol: ts.Symbol, checker: ts.TypeChecker) => ts.displayPartsToString(symbol.getDocumentationComment(checker));

function throwsOf(symbol: ts.Symbol, checker: ts.TypeChecker): string | null {
  const found = symbol.getJsDocTags(checker).find(({ name }) => name === 'throws');
  return found ? ts.displayPartsToString(found.text) : null;
}
