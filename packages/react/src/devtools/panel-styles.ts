/** The panel's styles. They are a string, so that an app imports no CSS for the devtools. */
export const panelStyles = `
.lcw-devtools {
  --lcw-devtools-surface: light-dark(#ffffff, #171b25);
  --lcw-devtools-text: light-dark(#1b2130, #e8ecf5);
  --lcw-devtools-muted: light-dark(#515a6e, #a4aec3);
  --lcw-devtools-border: light-dark(#cfd5e2, #3a4254);
  --lcw-devtools-accent: light-dark(#1d4fd7, #9db8ff);
  --lcw-devtools-bad: light-dark(#a3262b, #ff9d9d);
  --lcw-devtools-warning: light-dark(#8a5a00, #f0c05a);
  --lcw-devtools-good: light-dark(#16733f, #6fd79c);
  position: fixed;
  inset-block-end: 0.75rem;
  inset-inline-start: 0.75rem;
  z-index: 2147483000;
  display: flex;
  flex-direction: column-reverse;
  align-items: flex-start;
  gap: 0.5rem;
  max-inline-size: calc(100vw - 1.5rem);
  color: var(--lcw-devtools-text);
  font: 0.8125rem/1.5 system-ui, sans-serif;
}
.lcw-devtools button {
  padding: 0.375rem 0.75rem;
  border: 1px solid var(--lcw-devtools-border);
  border-radius: 0.5rem;
  background: var(--lcw-devtools-surface);
  color: inherit;
  font: inherit;
  cursor: pointer;
}
.lcw-devtools :focus-visible {
  outline: 2px solid var(--lcw-devtools-accent);
  outline-offset: 2px;
}
.lcw-devtools-toggle {
  font-weight: 600;
}
.lcw-devtools-dot {
  display: inline-block;
  inline-size: 0.625rem;
  block-size: 0.625rem;
  margin-inline-end: 0.25rem;
  border-radius: 50%;
  background: var(--lcw-devtools-muted);
}
.lcw-devtools-dot[data-status='ready'] {
  background: var(--lcw-devtools-good);
}
.lcw-devtools-dot[data-status='warning'] {
  background: var(--lcw-devtools-warning);
}
.lcw-devtools-dot[data-status='error'] {
  background: var(--lcw-devtools-bad);
}
.lcw-devtools-panel {
  box-sizing: border-box;
  inline-size: 30rem;
  max-inline-size: 100%;
  max-block-size: min(70vh, 44rem);
  padding: 0.25rem 1rem 1rem;
  overflow: auto;
  border: 1px solid var(--lcw-devtools-border);
  border-radius: 0.75rem;
  background: var(--lcw-devtools-surface);
  box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 20%);
}
.lcw-devtools h2 {
  margin: 0.875rem 0 0.25rem;
  color: var(--lcw-devtools-muted);
  font-size: 0.75rem;
  letter-spacing: 0.04em;
  text-transform: uppercase;
}
.lcw-devtools :is(dl, dd, ol, ul, p) {
  margin: 0;
  padding: 0;
  list-style: none;
}
/* The page may style its own lists. */
.lcw-devtools dl {
  display: block;
}
.lcw-devtools dl div {
  display: grid;
  grid-template-columns: 9rem minmax(0, 1fr);
  gap: 0.5rem;
}
.lcw-devtools dt,
.lcw-devtools time {
  color: var(--lcw-devtools-muted);
}
.lcw-devtools dd,
.lcw-devtools li {
  overflow-wrap: anywhere;
}
.lcw-devtools time {
  font-variant-numeric: tabular-nums;
}
.lcw-devtools li + li {
  margin-block-start: 0.25rem;
}
.lcw-devtools code {
  font-size: 0.75rem;
}
.lcw-devtools a {
  color: var(--lcw-devtools-accent);
}
.lcw-devtools li[data-severity='error'] {
  color: var(--lcw-devtools-bad);
}
.lcw-devtools li[data-severity='warning'] {
  color: var(--lcw-devtools-warning);
}
.lcw-devtools .lcw-devtools-causes {
  padding-inline-start: 1.25rem;
  color: var(--lcw-devtools-text);
  list-style: decimal;
}
.lcw-devtools textarea {
  inline-size: 100%;
  border: 1px solid var(--lcw-devtools-border);
  background: var(--lcw-devtools-surface);
  color: inherit;
  font: 0.75rem/1.4 ui-monospace, monospace;
}
.lcw-devtools strong[data-visibility='hidden'] {
  color: var(--lcw-devtools-good);
}
.lcw-devtools strong[data-visibility='shown'] {
  color: var(--lcw-devtools-bad);
}
.lcw-devtools-actions {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.375rem;
}
`;
