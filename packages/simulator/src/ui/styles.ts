import { messageStyles } from './message-styles.js';
import { panelStyles } from './panel-styles.js';

const base = `
:host {
  all: initial;
  color-scheme: light dark;
  --accent: light-dark(#2a5699, #8db8f5);
  --accent-strong: light-dark(#1f4379, #b1cffa);
  --on-accent: light-dark(#fff, #0c1b30);
  --surface: light-dark(#fff, #1d1f23);
  --raised: light-dark(#f1f4f8, #2a2d33);
  --text: light-dark(#1b1d21, #eceef1);
  --muted: light-dark(#5a606b, #a9b0bb);
  --line: light-dark(#d9dee6, #3b4049);
  --danger: light-dark(#a4262c, #ff9ea3);
  --danger-surface: light-dark(#fdf1f1, #3a2225);
  --online: light-dark(#5fd07a, #4fc467);
  --shadow: 0 2px 6px rgb(0 0 0 / 14%), 0 12px 36px rgb(0 0 0 / 24%);
  --focus: light-dark(#1b1d21, #fff);
}
:host([data-color-scheme='light']) { color-scheme: light; }
:host([data-color-scheme='dark']) { color-scheme: dark; }
*, ::before, ::after { box-sizing: border-box; }
.widget { font: 14px/1.45 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif; color: var(--text); }
[hidden] { display: none !important; }
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; border: 0; background: none; margin: 0; padding: 0; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
h2, h3, p, ol, ul { margin: 0; padding: 0; font: inherit; list-style: none; }
.icon { inline-size: 20px; block-size: 20px; display: block; flex: none; }
.icon-send:dir(rtl), .icon-open:dir(rtl) { transform: scaleX(-1); }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.action { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-block-size: 36px; padding: 6px 18px; border-radius: 18px; background: var(--accent); color: var(--on-accent); border: 1px solid transparent; font-weight: 600; }
.action:hover { background: var(--accent-strong); }
.action.quiet { background: none; color: var(--accent); border-color: currentColor; }
.action.quiet:hover { background: var(--raised); }
.action .icon { inline-size: 16px; block-size: 16px; }

.launcher { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483000; display: flex; align-items: center; gap: 12px; min-block-size: 56px; padding-block: 8px; padding-inline: 16px 24px; border-radius: 28px; border: 1px solid transparent; background: var(--accent); color: var(--on-accent); box-shadow: var(--shadow); text-align: start; }
.launcher:hover { background: var(--accent-strong); }
.launcher .icon { inline-size: 28px; block-size: 28px; }
.launcher-title { display: block; font-weight: 600; line-height: 1.3; }
.launcher-status { display: block; font-size: 12px; line-height: 1.3; }
.unread { position: absolute; inset-block-start: -4px; inset-inline-start: 32px; min-inline-size: 20px; padding-inline: 5px; border-radius: 10px; background: var(--danger); color: light-dark(#fff, #2b0d0f); font-size: 12px; font-weight: 700; line-height: 20px; text-align: center; }
@media (max-width: 480px) {
  .launcher { padding-inline: 14px; }
  .launcher-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
@media print { .widget { display: none; } }
`;

/** All styles of the widget: one constructable style sheet, which a CSP without 'unsafe-inline' allows. */
export const css = base + panelStyles + messageStyles;

/**
 * Adds the styles to a shadow root. A document without adopted style sheets (jsdom) gets none, because it does not draw.
 */
export function adoptStyles(root: ShadowRoot): void {
  const view = root.ownerDocument.defaultView;
  if (!view || !('adoptedStyleSheets' in root)) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}
