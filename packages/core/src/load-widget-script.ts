import { firstError } from './errors.js';
import { scriptId } from './widget.js';

/** The widget's script tag: what Microsoft's snippet holds, each option the `data-` attribute of its name. */
export interface WidgetScriptOptions {
  /** `data-app-id`. */
  appId: string;
  /** `data-org-id`. */
  orgId: string;
  /** `data-org-url`. */
  orgUrl: string;
  /** The address of `LiveChatBootstrapper.js`: https, or http on the page's own origin. */
  src: string;
  /** The nonce of the page's Content-Security-Policy. */
  nonce?: string;
  /** Forces a generation of the widget. */
  generation?: 'v1' | 'v2';
  lcwVersion?: string;
  hideChatButton?: boolean;
  hideMinimizeButton?: boolean;
  renderMobile?: boolean;
  colorOverride?: string;
  fontFamilyOverride?: string;
  openInWindow?: boolean;
  suggestedActionLayout?: string;
  disableTelemetry?: boolean;
  enableLcwAutofill?: boolean;
  customCloseButtonText?: string;
  enableSsoMagicCode?: boolean;
  /** v2: the name of a global function. */
  customizationCallback?: string;
  /** Default: the global one. */
  window?: Window;
}

type PolicyWindow = Window & {
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown } };
};
/** On the tag itself, so that two callers, and two copies of the library, share one load. */
const loading = Symbol.for('lcw-auth.script');
type Tag = HTMLScriptElement & { [loading]?: Promise<void> };

/**
 * Puts the widget's script on the page, once in the page's life; it is never removed, since `lcw:ready` comes only once.
 * Under Trusted Types the page has to allow the policy `lcw-auth`.
 * @returns A promise for the script's load; at once where the page has the tag already. `lcw:ready` comes later.
 * @throws TypeError (as a rejection) when an option is missing or `src` is no safe URL; LiveChatAuthError
 * 'widget-script-failed' when the script does not load.
 */
export async function loadWidgetScript(options: WidgetScriptOptions): Promise<void> {
  const { appId, orgId, orgUrl, src, nonce, generation, window: page = window, ...rest } = options;
  const { document } = page;
  const present = document.getElementById(scriptId) as Tag | null;
  if (present) return present[loading];

  for (const [name, value] of Object.entries({ appId, orgId, orgUrl, src })) {
    if (!value) throw new TypeError(`loadWidgetScript: ${name} is missing. Copy it from the widget's code snippet in the admin center.`);
  }
  const url = new URL(src, document.baseURI);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.origin === page.location.origin))
    throw new TypeError('loadWidgetScript: src must be an https URL.');

  const tag: Tag = document.createElement('script');
  tag.id = scriptId;
  tag.async = true;
  if (nonce) tag.nonce = nonce;
  if (generation) tag.setAttribute(generation, '');
  for (const [name, value] of Object.entries({ appId, orgId, orgUrl, ...rest })) {
    // In a document of HTML the name is made lower case.
    if (value !== undefined) tag.setAttribute(`data-${name.replace(/[A-Z]/g, '-$&')}`, String(value));
  }
  const policy = (page as PolicyWindow).trustedTypes?.createPolicy('lcw-auth', { createScriptURL: (trusted) => trusted });
  tag.src = (policy?.createScriptURL(url.href) ?? url.href) as string;
  tag[loading] = new Promise((resolve, reject) => {
    tag.addEventListener('load', () => resolve());
    tag.addEventListener('error', () => reject(firstError('widget-script-failed')));
  });
  document.head.append(tag);
  return tag[loading];
}
