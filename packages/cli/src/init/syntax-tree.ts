import { parse, type ParserPlugin } from '@babel/parser';

/** A node of a syntax tree: the properties that all nodes have. */
export interface SyntaxNode {
  type: string;
  /** Positions in the text. */
  start: number;
  end: number;
  [property: string]: unknown;
}

/** A node with its ancestors, the innermost first. */
export interface NodeInContext {
  node: SyntaxNode;
  ancestors: readonly SyntaxNode[];
}

/** Parses JavaScript or TypeScript, with or without JSX, by the file's extension. Returns null when it cannot be parsed. */
export function parseSource(text: string, file: string): SyntaxNode | null {
  const plugins: ParserPlugin[] = /\.[cm]?tsx?$/.test(file) ? ['typescript'] : [];
  if (!/\.[cm]?ts$/.test(file)) plugins.push('jsx');
  try {
    const tree = parse(text, { sourceType: 'unambiguous', plugins, allowReturnOutsideFunction: true }).program;
    return isNode(tree) ? tree : null;
  } catch {
    return null;
  }
}

/** All nodes of a tree, in the order of the text. */
export function* nodesOf(node: SyntaxNode, ancestors: readonly SyntaxNode[] = []): Generator<NodeInContext> {
  yield { node, ancestors };
  const inside = [node, ...ancestors];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) yield* nodesOf(child, inside);
  }
}

/** True when a value is a node of a syntax tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && typeof value.type === 'string';
}

/** A child node by its property's name; null when there is none. */
export function childOf(node: SyntaxNode | null, name: string): SyntaxNode | null {
  const child = node?.[name];
  return isNode(child) ? child : null;
}

/** The child nodes in a list by the property's name. */
export function listOf(node: SyntaxNode, name: string): SyntaxNode[] {
  const list = node[name];
  return Array.isArray(list) ? list.filter(isNode) : [];
}

/** The text of a string literal; null for any other node. */
export function stringOf(node: SyntaxNode | null): string | null {
  if (node?.type === 'StringLiteral' && typeof node['value'] === 'string') return node['value'];
  return null;
}

/** The name of an identifier, property or JSX element; null for any other node. */
export function nameOf(node: SyntaxNode | null): string | null {
  const name = node?.['name'];
  return typeof name === 'string' ? name : null;
}
