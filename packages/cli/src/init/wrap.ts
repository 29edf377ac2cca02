import { childOf, nameOf, nodesOf, parseSource, type SyntaxNode } from './syntax-tree.js';

/** The place of `<LiveChat>` in a file. */
export interface WrapTarget {
  /** The source of the file. */
  text: string;
  file: string;
  /** The import of the component, e.g. `./live-chat`. */
  from: string;
  /** 'app': around <App />. 'children': around {children}. */
  around: 'app' | 'children';
}

/** Wraps the app in `<LiveChat>` and imports it. Returns null when the place is missing or not unique. */
export function wrapInLiveChat({ text, file, from, around }: WrapTarget): string | null {
  const tree = parseSource(text, file);
  if (!tree || text.includes('<LiveChat>')) return null;
  const places = [...nodesOf(tree)].map(({ node }) => node).filter((node) => (around === 'app' ? isApp(node) : isChildren(node)));
  const [place, ...others] = places;
  if (!place || others.length > 0) return null;
  const wrapped = `${text.slice(0, place.start)}<LiveChat>${text.slice(place.start, place.end)}</LiveChat>${text.slice(place.end)}`;
  const statement = `import { LiveChat } from '${from}';\n`;
  const end = endOfImports(tree);
  if (end === 0) return statement + wrapped;
  return `${wrapped.slice(0, end)}\n${statement.trimEnd()}${wrapped.slice(end)}`;
}

function isApp(node: SyntaxNode): boolean {
  return node.type === 'JSXElement' && nameOf(childOf(childOf(node, 'openingElement'), 'name')) === 'App';
}

function isChildren(node: SyntaxNode): boolean {
  return node.type === 'JSXExpressionContainer' && nameOf(childOf(node, 'expression')) === 'children';
}

function endOfImports(tree: SyntaxNode): number {
  const imports = [...nodesOf(tree)].filter(({ node }) => node.type === 'ImportDeclaration');
  return imports.at(-1)?.node.end ?? 0;
}
