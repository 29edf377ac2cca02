import { childOf, listOf, nameOf, nodesOf, parseSource, stringOf, type NodeInContext, type SyntaxNode } from './syntax-tree.js';

/** A piece of Microsoft's sample code, which the library replaces. */
export interface Snippet {
  kind: 'auth-token' | 'bot-token' | 'client-function';
  line: number;
  /** The statement to remove; null when it cannot be separated from other code. */
  range: { start: number; end: number } | null;
  /** The URL that the snippet fetches; null when it cannot be read. */
  url: string | null;
}

const registrations: Record<string, Snippet['kind']> = {
  setAuthTokenProvider: 'auth-token',
  setBotAuthTokenProvider: 'bot-token',
};

const mention = /\b(?:setAuthTokenProvider|setBotAuthTokenProvider|getAuthenticationToken)\b/g;

/** Finds Microsoft's sample code in a file: JavaScript, TypeScript, or the scripts of a web page. */
export function findSnippets(text: string, file: string): Snippet[] {
  if (text.search(mention) === -1) return [];
  if (/\.html?$/i.test(file)) return scriptsOf(text).flatMap(({ code, offset }) => snippetsIn(code, 'script.js', { text, offset }));
  return snippetsIn(text, file, { text, offset: 0 });
}

function scriptsOf(html: string): { code: string; offset: number }[] {
  return [...html.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/gi)].map((match) => ({
    code: match[2] ?? '',
    offset: match.index + (match[1] ?? '').length,
  }));
}

function snippetsIn(code: string, file: string, { text, offset }: { text: string; offset: number }): Snippet[] {
  const lineAt = (position: number): number => text.slice(0, offset + position).split('\n').length;
  const tree = parseSource(code, file);
  // The file cannot be parsed, for example a template with Liquid in its script.
  if (!tree)
    return [...code.matchAll(mention)].map(({ 0: name, index }) => ({ kind: kindOf(name), line: lineAt(index), range: null, url: null }));
  const snippets: (Snippet & { position: number })[] = [];
  for (const found of nodesOf(tree)) {
    const kind = kindOfNode(found.node);
    if (kind === null) continue;
    const statement = isProperty(found.node) ? null : statementOf(found);
    const range = statement && { start: offset + statement.start, end: offset + statement.end };
    const url = urlIn(statement ?? found.node, tree) ?? urlIn(outermostOf(found), tree);
    snippets.push({ kind, line: lineAt(found.node.start), range, url, position: offset + found.node.start });
  }
  // A statement is removed only once, together with all snippets in it.
  const removed = snippets.flatMap(({ range }) => (range ? [range] : []));
  return snippets.filter(({ range, position }, index) => {
    if (range) return snippets.findIndex((other) => other.range?.start === range.start) === index;
    return !removed.some(({ start, end }) => position >= start && position < end);
  });
}

function kindOf(name: string): Snippet['kind'] {
  return registrations[name] ?? 'client-function';
}

function kindOfNode(node: SyntaxNode): Snippet['kind'] | null {
  if (node.type === 'CallExpression') {
    const callee = childOf(node, 'callee');
    return callee ? (registrations[nameOf(childOf(callee, 'property')) ?? ''] ?? null) : null;
  }
  if (isProperty(node)) return 'client-function';
  const target = childOf(node, node.type === 'VariableDeclarator' ? 'id' : 'left');
  const value = childOf(node, node.type === 'VariableDeclarator' ? 'init' : 'right');
  if (node.type !== 'VariableDeclarator' && node.type !== 'AssignmentExpression') return null;
  const isFunctionItself = nameOf(childOf(target, 'property')) === 'getAuthenticationToken';
  return isFunctionItself || (lastName(target) === 'auth' && hasOnlyTheFunction(value)) ? 'client-function' : null;
}

/** True for `getAuthenticationToken` in an object. */
const isProperty = (node: SyntaxNode): boolean =>
  /^Object(?:Method|Property)$/.test(node.type) && nameOf(childOf(node, 'key')) === 'getAuthenticationToken';

const lastName = (target: SyntaxNode | null): string | null => nameOf(childOf(target, 'property')) ?? nameOf(target);

/** True for `{ getAuthenticationToken(callback) {...} }`. */
function hasOnlyTheFunction(value: SyntaxNode | null): boolean {
  const [only, ...others] = value?.type === 'ObjectExpression' ? listOf(value, 'properties') : [];
  return only !== undefined && others.length === 0 && nameOf(childOf(only, 'key')) === 'getAuthenticationToken';
}

// The search for a statement stops at these nodes, because they can contain other code too.
const boundary =
  /^(?:Program|AssignmentExpression|VariableDeclarator|ClassProperty|ObjectProperty|(?:Class|Object)Method|FunctionDeclaration|(?:If|Try|Return|For\w*|While|Switch)Statement)$/;

/** The largest statement that contains a node and no other code, such as a listener for lcw:ready. */
function statementOf({ ancestors }: NodeInContext): SyntaxNode | null {
  let statement: SyntaxNode | null = null;
  for (const [depth, ancestor] of ancestors.entries()) {
    const isOwnDeclaration = depth === 0 && ancestor.type === 'VariableDeclaration' && listOf(ancestor, 'declarations').length === 1;
    if (boundary.test(ancestor.type) || (ancestor.type === 'BlockStatement' && listOf(ancestor, 'body').length > 1)) break;
    if (ancestor.type === 'ExpressionStatement' || isOwnDeclaration) statement = ancestor;
  }
  return statement;
}

/** The statement at the top level of the file that contains a node. */
function outermostOf({ node, ancestors }: NodeInContext): SyntaxNode {
  return ancestors.at(-2) ?? node;
}

/** The URL of the first request in the code: fetch(url), or open(method, url). */
function urlIn(code: SyntaxNode, tree: SyntaxNode): string | null {
  for (const { node } of nodesOf(code)) {
    if (node.type !== 'CallExpression') continue;
    const callee = childOf(node, 'callee');
    const [first, second] = listOf(node, 'arguments');
    const isOpen = nameOf(childOf(callee, 'property')) === 'open';
    if (!isOpen && nameOf(callee) !== 'fetch') continue;
    const url = valueOf((isOpen ? second : first) ?? null, tree);
    if (url !== null && url !== '') return url;
  }
  return null;
}

/** The text of a literal, or of a constant that holds one. */
function valueOf(node: SyntaxNode | null, tree: SyntaxNode): string | null {
  const name = node?.type === 'Identifier' ? nameOf(node) : null;
  if (name === null) return stringOf(node);
  for (const { node: declarator } of nodesOf(tree)) {
    if (declarator.type === 'VariableDeclarator' && nameOf(childOf(declarator, 'id')) === name)
      return stringOf(childOf(declarator, 'init'));
  }
  return null;
}
