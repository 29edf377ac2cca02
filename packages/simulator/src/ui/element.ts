/** The value of an attribute. `true` sets an empty attribute. `undefined`, `null` and `false` leave the attribute out. */
type Attribute = string | boolean | null | undefined;
/** A name that starts with `on` sets a listener. Any other name sets an attribute. */
type Properties = { [name: `on${string}`]: (event: never) => void; [name: string]: Attribute | ((event: never) => void) };
type Child = Node | string | null | undefined | false;

/**
 * Creates an element without parsing HTML, so that it works under Trusted Types and a message's text stays text.
 * @example element('button', { type: 'button', onclick: close }, 'Close')
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener);
    else setAttribute(node, name, value);
  }
  node.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets an attribute, or removes it for `undefined`, `null` and `false`. */
export function setAttribute(node: Element, name: string, value: Attribute): void {
  if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? '' : value);
}

/** Replaces the children without moving those that stay, so that focus, scroll position and live regions are kept. */
export function setChildren(node: Element, children: Node[]): void {
  const wanted = new Set(children);
  const gone = Array.from(node.childNodes).filter((child) => !wanted.has(child));
  for (const child of gone) child.remove();
  children.forEach((child, at) => {
    const there = node.childNodes[at] ?? null;
    if (there !== child) node.insertBefore(child, there);
  });
}

/** Sets the text only when it differs, so that screen readers announce a live region once. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
