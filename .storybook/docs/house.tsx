import type { ReactNode } from 'react';
import './house.css';

const width = 200;
const height = 72;

interface Room {
  name: string;
  holds: readonly [string, string];
  x: number;
  y: number;
  /** Default: the common width. */
  width?: number;
}

const rooms: readonly Room[] = [
  { name: 'testing', holds: ['render with a widget,', 'matchers, Playwright'], x: 130, y: 130 },
  { name: 'cli', holds: ['keygen, token, decode,', 'verify, serve, doctor'], x: 390, y: 130 },
  { name: 'react', holds: ['provider, hooks,', 'components, devtools'], x: 20, y: 250 },
  { name: 'simulator', holds: ['the widget, the bot and', 'Omnichannel, on a laptop'], x: 260, y: 250 },
  { name: 'server', holds: ['key ring, public key and', 'token endpoint'], x: 500, y: 250 },
  { name: 'core', holds: ['readiness, registration, the token,', "the bot's card, one store, errors"], x: 20, y: 370, width: 680 },
];

/** An arrow from the middle of the lower edge of one box to the upper edge of another. */
const imports: readonly (readonly [fromX: number, fromY: number, toX: number, toY: number])[] = [
  [200, 202, 140, 250],
  [270, 202, 330, 250],
  [450, 202, 390, 250],
  [520, 202, 580, 250],
  [120, 322, 120, 370],
  [360, 322, 360, 370],
  [600, 322, 600, 370],
];

/** The packages. Each is above the packages that it may import. */
export function House(): ReactNode {
  return (
    <figure className="house">
      <svg viewBox="0 0 720 460" role="img" aria-labelledby="house-title house-text">
        <title id="house-title">The house</title>
        <desc id="house-text">
          Core is the ground floor. React, simulator and server stand on it; server takes the names of claims alone. Testing stands on react
          and simulator, the command line on simulator and server. The apps are the roof and may use all. Nothing imports upwards.
        </desc>
        <defs>
          <marker id="house-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 10 5 0 10z" />
          </marker>
        </defs>
        <polygon className="house-roof" points="360,8 712,102 8,102" />
        <text className="house-name" x="360" y="58">
          apps
        </text>
        <text x="360" y="80">
          portal, benchmarks: may use all
        </text>
        {rooms.map(({ name, holds, x, y, width: own = width }) => (
          <g key={name}>
            <rect x={x} y={y} width={own} height={height} rx="10" />
            <text className="house-name" x={x + own / 2} y={y + 24}>
              {name}
            </text>
            {holds.map((line, position) => (
              <text key={line} x={x + own / 2} y={y + 43 + position * 17}>
                {line}
              </text>
            ))}
          </g>
        ))}
        {imports.map(([x1, y1, x2, y2]) => (
          <line key={`${x1} ${x2}`} x1={x1} y1={y1} x2={x2} y2={y2} markerEnd="url(#house-arrow)" />
        ))}
        <text className="house-note" x="612" y="351">
          claims only
        </text>
      </svg>
    </figure>
  );
}
