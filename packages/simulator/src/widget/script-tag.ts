import { scriptTagId } from './widget-page.js';

/** The attributes of the script tag that the widget reads. */
export interface ScriptAttributes {
  /** The bare attribute `v1` or `v2`, which forces a generation. */
  generation: 'v1' | 'v2' | null;
  hideChatButton: boolean;
  openInWindow: boolean;
}

export function readScriptAttributes(tag: Element | null): ScriptAttributes {
  const has = (name: string) => tag?.hasAttribute(name) ?? false;
  const isOn = (name: string) => has(name) && tag?.getAttribute(name) !== 'false';
  return {
    generation: has('v1') ? 'v1' : has('v2') ? 'v2' : null,
    hideChatButton: isOn('data-hide-chat-button'),
    openInWindow: isOn('data-open-in-window'),
  };
}

/** Returns the widget's script tag on the page. */
export const findScriptTag = (document: Document): Element | null => document.getElementById(scriptTagId);

/** Adds a script tag to a page that has none. It has the id and the documented attributes, and loads nothing. */
export function addScriptTag(document: Document, widgetId: string): Element {
  const tag = document.createElement('script');
  tag.id = scriptTagId;
  tag.dataset['appId'] = widgetId;
  tag.dataset['orgId'] = 'simulated';
  tag.dataset['orgUrl'] = 'https://simulated.example';
  document.head.append(tag);
  return tag;
}

/** Calls back once with the page's script tag, now or when it is inserted. Returns a function that ends the wait. */
export function whenScriptTag(window: Window, callback: (tag: Element) => void): () => void {
  const { document } = window;
  const present = findScriptTag(document);
  if (present) {
    callback(present);
    return () => {};
  }
  const { MutationObserver } = window as Window & typeof globalThis;
  const observer = new MutationObserver(() => {
    const tag = findScriptTag(document);
    if (!tag) return;
    observer.disconnect();
    callback(tag);
  });
  observer.observe(document, { childList: true, subtree: true });
  return () => observer.disconnect();
}
