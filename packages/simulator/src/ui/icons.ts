// Drawn on a 24 by 24 grid, one path each.
const paths = {
  chat: 'M12 3C6.8 3 2.6 6.6 2.6 11c0 2.5 1.3 4.7 3.4 6.1-.1 1-.5 2.3-1.5 3.4 1.9-.1 3.5-.9 4.6-1.8.9.2 1.9.4 2.9.4 5.2 0 9.4-3.6 9.4-8S17.2 3 12 3Z',
  minimise: 'M5 13.2v-1.9h14v1.9z',
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
  send: 'M3.2 20.5V14l8.2-2-8.2-2V3.5L22 12z',
  bot: 'M11 2h2v3h4.5A2.5 2.5 0 0 1 20 7.5v8a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 15.5v-8A2.5 2.5 0 0 1 6.5 5H11zM8.8 9.5a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4m6.4 0a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4M7 20h10v2H7z',
  agent: 'M12 3a4.4 4.4 0 1 1 0 8.8A4.4 4.4 0 0 1 12 3m0 10.6c4.5 0 8 2.3 8 5.2 0 1.2-.9 2.2-2 2.2H6c-1.1 0-2-1-2-2.2 0-2.9 3.5-5.2 8-5.2',
  key: 'M15.5 2.5a6 6 0 0 1 0 12c-.8 0-1.6-.2-2.3-.5L11 16.2H9v2H7v2.3H3v-4l6.9-6.9a6 6 0 0 1 5.6-7.1m1.6 3a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8',
  warning: 'M12 3.2 22.4 21H1.6zm-1 6.3v5.6h2V9.5zm0 7.2v2h2v-2z',
  open: 'M14 4h6v6h-2V7.4l-8.3 8.3-1.4-1.4L16.6 6H14zM5 5h5v2H6v11h11v-4h2v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1',
} as const;

export type IconName = keyof typeof paths;

const svg = 'http://www.w3.org/2000/svg';

/** Returns a decorative icon in the colour of the surrounding text. */
export function icon(name: IconName): SVGSVGElement {
  const node = document.createElementNS(svg, 'svg');
  for (const [attribute, value] of [
    ['viewBox', '0 0 24 24'],
    ['aria-hidden', 'true'],
    ['focusable', 'false'],
    ['class', `icon icon-${name}`],
  ] as const) {
    node.setAttribute(attribute, value);
  }
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  node.append(path);
  return node;
}
