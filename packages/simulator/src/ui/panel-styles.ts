/** Styles of the panel: header, panes and composer. */
export const panelStyles = `
.panel { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483000; display: flex; flex-direction: column; inline-size: 372px; max-inline-size: calc(100vw - 40px); block-size: min(620px, calc(100dvh - 40px)); overflow: hidden; border-radius: 14px; border: 1px solid light-dark(transparent, var(--line)); background: var(--surface); box-shadow: var(--shadow); }
.header { display: flex; align-items: center; gap: 12px; flex: none; padding: 12px; padding-inline-start: 16px; background: light-dark(var(--accent), #26303f); color: light-dark(var(--on-accent), var(--text)); --focus: currentColor; }
.header-text { flex: 1; min-inline-size: 0; }
.header h2 { font-size: 16px; font-weight: 600; line-height: 1.3; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; outline: none; }
.header-status { display: flex; align-items: center; gap: 6px; font-size: 12px; line-height: 1.3; min-block-size: 16px; }
.header-status::before { content: ''; inline-size: 8px; block-size: 8px; flex: none; border-radius: 50%; border: 1px solid currentColor; background: transparent; }
.header-status[data-online]::before { background: var(--online); }
.header button { padding: 7px; border-radius: 8px; border: 1px solid transparent; }
.header button:hover { background: rgb(255 255 255 / 16%); }
.body { position: relative; display: flex; flex-direction: column; flex: 1; min-block-size: 0; }

.pane { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 12px; flex: 1; padding: 32px; text-align: center; }
.pane h3 { font-size: 17px; font-weight: 600; line-height: 1.3; }
.pane p { color: var(--muted); max-inline-size: 34ch; }
.pane .emblem { display: grid; place-items: center; inline-size: 64px; block-size: 64px; border-radius: 50%; background: var(--raised); color: var(--accent); }
.pane .emblem .icon { inline-size: 32px; block-size: 32px; }
.pane[data-kind='error'] .emblem { background: var(--danger-surface); color: var(--danger); }
.pane .code { font-size: 12px; }
.pane .action { margin-block-start: 4px; }
.progress { inline-size: 160px; block-size: 4px; overflow: hidden; border-radius: 2px; background: var(--line); }
.progress::before { content: ''; display: block; inline-size: 40%; block-size: 100%; border-radius: inherit; background: var(--accent); }

.notice { display: flex; align-items: flex-start; gap: 10px; flex: none; padding: 10px 16px; border-block-end: 1px solid var(--line); background: var(--danger-surface); color: var(--danger); font-size: 13px; }
.notice .icon { inline-size: 18px; block-size: 18px; }
.notice p { flex: 1; min-inline-size: 0; }
.notice button { padding: 3px; margin: -3px; border-radius: 6px; }
.notice button:hover { background: rgb(128 128 128 / 20%); }

.composer { display: flex; align-items: flex-end; gap: 8px; flex: none; padding: 10px 12px; border-block-start: 1px solid var(--line); background: var(--surface); }
.composer .field { position: relative; flex: 1; min-inline-size: 0; }
.composer .hint { position: absolute; inset-block-start: 10px; inset-inline: 15px; overflow: hidden; color: var(--muted); line-height: 20px; text-overflow: ellipsis; white-space: nowrap; pointer-events: none; }
.composer:not([data-empty]) .hint { clip-path: inset(50%); }
.composer textarea { display: block; inline-size: 100%; block-size: 40px; max-block-size: 120px; field-sizing: content; min-block-size: 40px; resize: none; margin: 0; padding: 9px 14px; border-radius: 20px; border: 1px solid light-dark(#868d99, #767d89); background: var(--surface); line-height: 20px; overflow-wrap: anywhere; }
@supports (field-sizing: content) { .composer textarea { block-size: auto; } }
.composer textarea:focus-visible { outline-offset: -1px; outline-color: var(--accent); }
.send { display: grid; place-items: center; inline-size: 40px; block-size: 40px; flex: none; border-radius: 50%; background: var(--accent); color: var(--on-accent); border: 1px solid transparent; }
.send:hover { background: var(--accent-strong); }
.send[aria-disabled='true'] { background: var(--raised); color: var(--muted); cursor: default; }
.question { flex: none; padding: 14px 16px; border-block-start: 1px solid var(--line); text-align: center; }
.question-actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; margin-block-start: 10px; }
.ended { display: flex; flex-direction: column; align-items: center; gap: 10px; flex: none; padding: 14px 16px; border-block-start: 1px solid var(--line); color: var(--muted); text-align: center; }

@media (max-width: 480px) {
  .panel { inset: 0; inline-size: auto; max-inline-size: none; block-size: auto; border: 0; border-radius: 0; box-shadow: none; }
  .header { padding-block-start: max(12px, env(safe-area-inset-top)); }
  .composer, .ended, .question { padding-block-end: max(10px, env(safe-area-inset-bottom)); }
  .composer textarea { font-size: 16px; } /* with smaller text, a phone zooms in on focus */
}
:host([data-popout]) .panel { inset: 0; inline-size: auto; max-inline-size: none; block-size: auto; border: 0; border-radius: 0; box-shadow: none; }
:host([data-popout]) .minimise { display: none; }
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise 160ms cubic-bezier(0.2, 0.8, 0.2, 1); }
  .launcher, .action, .send { transition: background-color 120ms; }
  .progress::before { animation: slide 1.3s ease-in-out infinite; }
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@keyframes slide { from { transform: translateX(-110%); } to { transform: translateX(270%); } }
`;
