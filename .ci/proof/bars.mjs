// A picture of bars, as an SVG that is readable on a light and on a dark page.
const [width, labels, end, step, top] = [820, 370, 60, 24, 58];

const style = `
  svg { background: #fff; font: 13px system-ui, sans-serif; --ink: #1f2328; --quiet: #59636e; --bar: #b4bcc5; --ours: #0969da; }
  @media (prefers-color-scheme: dark) { svg { background: #0d1117; --ink: #f0f6fc; --quiet: #9198a1; --bar: #4e5761; --ours: #4493f8; } }
  text { fill: var(--ink); }
  .title { font-weight: 600; font-size: 15px; }
  .quiet { fill: var(--quiet); }
  rect { fill: var(--bar); }
  .ours { fill: var(--ours); }
  line { stroke: var(--quiet); stroke-dasharray: 4 3; }`;

/**
 * @param rows Each `{ label, value, shown, isOurs, startsGroup }`; `shown` is what stands beside the bar.
 * @param limit `{ at, label }`, a line across all bars.
 */
export function bars({ title, note, rows, limit }) {
  const most = Math.max(...rows.map(({ value }) => value), limit?.at ?? 0);
  const length = (value) => Math.max(1, Math.round((value / most) * (width - labels - end)));
  let y = top;
  const drawn = rows.map(({ label, value, shown, isOurs, startsGroup }, index) => {
    if (index > 0) y += startsGroup ? step * 1.5 : step;
    const kind = isOurs ? ' class="ours"' : '';
    return `  <text x="${labels - 10}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>
  <rect x="${labels}" y="${y + 1}" width="${length(value)}" height="16" rx="2"${kind}/>
  <text x="${labels + length(value) + 6}" y="${y + 13}">${escaped(shown)}</text>`;
  });
  const at = labels + length(limit?.at ?? 0);
  const line = limit
    ? `  <line x1="${at}" x2="${at}" y1="${top - 6}" y2="${y + step}"/>\n  <text x="${at}" y="${top - 12}" text-anchor="end" class="quiet">${escaped(limit.label)}</text>\n`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + step + 12}" width="${width}" role="img" aria-label="${escaped(title)}">
  <style>${style}
  </style>
  <text x="16" y="26" class="title">${escaped(title)}</text>
  <text x="16" y="45" class="quiet">${escaped(note)}</text>
${line}${drawn.join('\n')}
</svg>
`;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
