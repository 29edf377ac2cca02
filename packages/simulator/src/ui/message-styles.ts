/** Styles of the conversation: bubbles, sign-in card, system messages, typing indicator. */
export const messageStyles = `
.log { flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
.log:focus-visible { outline-offset: -2px; }
.log ol { display: flex; flex-direction: column; gap: 14px; }
.message { display: grid; grid-template-columns: 32px minmax(0, 1fr); column-gap: 8px; justify-items: start; padding-inline-end: 24px; }
.message + .message[data-continued] { margin-block-start: -10px; }
.avatar { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 50%; background: var(--raised); color: var(--accent); grid-row: 1 / span 2; }
.avatar .icon { inline-size: 18px; block-size: 18px; }
.message[data-from='agent'] .avatar { background: var(--accent); color: var(--on-accent); }
.message[data-continued] .avatar { visibility: hidden; block-size: 0; }
.meta { grid-column: 2; display: flex; gap: 6px; margin-block-end: 3px; font-size: 12px; color: var(--muted); }
.author { font-weight: 600; }
.message[data-continued] .meta { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bubble { grid-column: 2; max-inline-size: 100%; padding: 8px 12px; border: 1px solid transparent; border-radius: 4px 14px 14px; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
.bubble:dir(rtl) { border-radius: 14px 4px 14px 14px; }
.message[data-continued] .bubble { border-radius: 14px; }
.message[data-from='customer'] { grid-template-columns: minmax(0, 1fr); justify-items: end; padding-inline: 56px 0; }
.message[data-from='customer'] > * { grid-column: 1; }
.message[data-from='customer'] .bubble { border-radius: 14px 4px 14px 14px; background: var(--accent); color: var(--on-accent); }
.message[data-from='customer'] .bubble:dir(rtl) { border-radius: 4px 14px 14px; }
.message[data-from='customer'][data-continued] .bubble { border-radius: 14px; }
.system { justify-self: center; text-align: center; font-size: 12px; color: var(--muted); padding-inline: 24px; }

.card { grid-column: 2; inline-size: 100%; overflow: hidden; border: 1px solid var(--line); border-radius: 4px 14px 14px; background: var(--surface); }
.card:dir(rtl) { border-radius: 14px 4px 14px 14px; }
.message[data-continued] .card { border-radius: 14px; }
.card-text { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; padding: 14px; }
.card-text .icon { grid-row: 1 / span 2; inline-size: 36px; block-size: 36px; padding: 8px; border-radius: 10px; background: var(--raised); color: var(--accent); }
.card h3 { font-weight: 600; }
.card p { color: var(--muted); font-size: 13px; }
.card-action { padding: 0 14px 14px; }
.card .action { inline-size: 100%; }
.card .done { display: flex; align-items: center; gap: 8px; color: var(--muted); font-size: 13px; }

.typing { display: flex; align-items: center; gap: 8px; flex: none; block-size: 28px; padding-inline: 16px; font-size: 12px; color: var(--muted); }
.dots { display: inline-flex; gap: 3px; }
.dots i { inline-size: 6px; block-size: 6px; border-radius: 50%; background: currentColor; }
@media (prefers-reduced-motion: no-preference) {
  .dots i { animation: bounce 1.2s infinite; }
  .dots i:nth-child(2) { animation-delay: 0.15s; }
  .dots i:nth-child(3) { animation-delay: 0.3s; }
  .message, .system { animation: appear 140ms ease-out; }
}
@keyframes bounce { 0%, 60%, 100% { opacity: 0.35; transform: none; } 30% { opacity: 1; transform: translateY(-3px); } }
@keyframes appear { from { opacity: 0; transform: translateY(4px); } }
@media (forced-colors: active) {
  .bubble, .action, .launcher, .send, .panel, .avatar { border: 1px solid CanvasText; }
  .dots i { background: CanvasText; forced-color-adjust: none; }
}
`;
