import { LiveChatAuthError } from '../errors.js';
import { hasFailed, insertAgainOf, isHeldBack, loadOf, markFailed, setInsertAgain, trackLoad, type TrackedScript } from './script-tag.js';
import { scriptId } from './sdk.js';

/** The widget's script tag. Each option becomes the `data-` attribute of its name, as in Microsoft's code snippet. */
export interface WidgetScriptOptions {
  /** `data-app-id`: the id of the widget. */
  appId: string;
  /** `data-org-id`. */
  orgId: string;
  /** `data-org-url`. */
  orgUrl: string;
  /** The URL of `LiveChatBootstrapper.js`: https, or http on the page's own origin. */
  src: string;
  /** A second URL on another host, used when `src` does not load. */
  fallbackSrc?: string | undefined;
  /** The nonce of the page's Content-Security-Policy. */
  nonce?: string | undefined;
  /** Forces a generation of the widget. */
  generation?: 'v1' | 'v2' | undefined;
  lcwVersion?: string | undefined;
  hideChatButton?: boolean | undefined;
  hideMinimizeButton?: boolean | undefined;
  renderMobile?: boolean | undefined;
  colorOverride?: string | undefined;
  fontFamilyOverride?: string | undefined;
  openInWindow?: boolean | undefined;
  suggestedActionLayout?: string | undefined;
  disableTelemetry?: boolean | undefined;
  enableLcwAutofill?: boolean | undefined;
  customCloseButtonText?: string | undefined;
  enableSsoMagicCode?: boolean | undefined;
  /** v2: the name of a global function. */
  customizationCallback?: string | undefined;
  /** Default: the global window. */
  window?: Window | undefined;
}

interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}
/** Property of the window that holds the Trusted Types policy, because a page may create a policy of one name only once. */
const policyKey = Symbol.for('lcw-auth.script-url-policy');
type PolicyWindow = Window & {
  [policyKey]?: ScriptUrlPolicy;
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy };
};

/**
 * Inserts the widget's script, once per page. A loaded script is never removed, because `lcw:ready` comes only once.
 * After a failed load the next call inserts a new tag. With Trusted Types the page has to allow the policy `lcw-auth`.
 * @returns A promise for the load of the script: resolved immediately when the page already has the tag. `lcw:ready` comes later.
 * @throws TypeError (as a rejection) when an option is missing, a URL is unsafe, or the page already has the script of
 * another widget; LiveChatAuthError `widget-script-failed` when the script does not load.
 */
export async function loadWidgetScript(options: WidgetScriptOptions): Promise<void> {
  const { appId, src, fallbackSrc, window: page = window } = options;
  const { document } = page;
  const present = document.getElementById(scriptId);
  if (present && !hasFailed(present)) return loadOfPresent(present, appId);

  for (const name of ['appId', 'orgId', 'orgUrl', 'src'] as const) {
    if (!options[name])
      throw new TypeError(`loadWidgetScript: ${name} is missing. Copy it from the widget's code snippet in the admin center.`);
  }
  const urls = [src, ...(fallbackSrc ? [fallbackSrc] : [])].map((url) => checkUrl(url, page));
  present?.remove();
  return insertTag(options, urls, page);
}

function loadOfPresent(present: HTMLElement, appId: string): Promise<void> | undefined {
  const presentId = present.dataset['appId'];
  // The id is a GUID, in which letter case does not matter.
  if (presentId !== undefined && appId && presentId.toLowerCase() !== appId.toLowerCase())
    throw new TypeError(
      'loadWidgetScript: the page already has the script of another widget (a different data-app-id). A page can carry only one widget.',
    );
  if (!isHeldBack(present)) return loadOf(present);
  // A consent tool either changes the type of this tag or replaces the tag. A listener on the document notices the load in both cases.
  const { ownerDocument } = present;
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const onEnd = ({ type, target }: Event) => {
      if ((target as Partial<Element>).id !== scriptId) return;
      listening.abort();
      if (type === 'load') return resolve();
      markFailed(target as HTMLElement);
      reject(new LiveChatAuthError('widget-script-failed'));
    };
    for (const type of ['load', 'error']) ownerDocument.addEventListener(type, onEnd, { capture: true, signal: listening.signal });
  });
}

function checkUrl(src: string, page: Window): URL {
  const url = new URL(src, page.document.baseURI);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.origin === page.location.origin))
    throw new TypeError('loadWidgetScript: src and fallbackSrc must be https URLs.');
  return url;
}

/** Returns the URL in the form that Trusted Types require, if the page has them. */
function toScriptUrl(url: string, page: PolicyWindow): string {
  const { trustedTypes } = page;
  if (!trustedTypes) return url;
  const policy = (page[policyKey] ??= trustedTypes.createPolicy('lcw-auth', { createScriptURL: (src) => checkUrl(src, page).href }));
  // The types of the DOM accept text only.
  return policy.createScriptURL(url) as string;
}

/** Inserts a tag for the URL at `index`. When the tag fails, inserts a tag for the next URL. */
function insertTag(options: WidgetScriptOptions, urls: readonly URL[], page: Window, index = 0): Promise<void> {
  const { src: _src, fallbackSrc: _fallbackSrc, nonce, generation, window: _window, ...attributes } = options;
  const tag: TrackedScript = page.document.createElement('script');
  tag.id = scriptId;
  tag.async = true;
  if (nonce) tag.nonce = nonce;
  if (generation) tag.setAttribute(generation, '');
  for (const [name, value] of Object.entries(attributes)) {
    // HTML documents convert the attribute name to lower case.
    if (value !== undefined) tag.setAttribute(`data-${name.replace(/[A-Z]/g, '-$&')}`, String(value));
  }
  tag.src = toScriptUrl(urls[index]!.href, page);
  const load = trackLoad(tag, () => {
    if (index === urls.length - 1) throw new LiveChatAuthError('widget-script-failed');
    tag.remove();
    return insertTag(options, urls, page, index + 1);
  });
  setInsertAgain(tag, () => insertTag(options, urls, page));
  page.document.head.append(tag);
  return load;
}

/**
 * Inserts a new tag for a tag that failed to load, because a browser loads a tag only once. Tries `src` first, also when
 * `fallbackSrc` was the last to fail. Does nothing when the tag has not failed.
 */
export function reloadFailedScript(document: Document): void {
  const failed = document.getElementById(scriptId);
  if (!failed || !hasFailed(failed)) return;
  const insertAgain = insertAgainOf(failed);
  if (insertAgain) {
    failed.remove();
    insertAgain().catch(() => {});
    return;
  }
  const tag = document.createElement('script') as TrackedScript;
  for (const { name, value } of failed.attributes)
    tag.setAttribute(name, name === 'src' ? toScriptUrl(value, document.defaultView!) : value);
  delete tag.dataset['lcwAuthFailed'];
  tag.nonce = failed.nonce ?? '';
  trackLoad(tag, () => Promise.reject(new LiveChatAuthError('widget-script-failed'))).catch(() => {});
  failed.replaceWith(tag);
}
