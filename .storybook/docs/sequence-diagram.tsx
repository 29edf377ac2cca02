import type { CSSProperties, ReactNode } from 'react';
import './sequence-diagram.css';

/** One message: sender, receiver, text. The same name twice means a step within one party. */
export type Message = readonly [from: string, to: string, text: string];

/** The messages from top to bottom. Screen readers receive them as a list. */
export function SequenceDiagram({
  title,
  lanes,
  messages,
}: {
  title: string;
  lanes: readonly string[];
  messages: readonly Message[];
}): ReactNode {
  return (
    <figure className="sequence" style={{ '--lanes': lanes.length } as CSSProperties}>
      <figcaption>{title}</figcaption>
      <div className="sequence-lanes" aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane}>{lane}</span>
        ))}
      </div>
      <ol>
        {messages.map(([from, to, text]) => {
          const [start, end] = [lanes.indexOf(from), lanes.indexOf(to)];
          const span = Math.abs(end - start) + 1;
          const column = { gridColumn: `${Math.min(start, end) + 1} / span ${span}`, '--span': span } as CSSProperties;
          return (
            <li key={`${from} ${to} ${text}`}>
              <span style={column} data-direction={start === end ? 'self' : start < end ? 'forth' : 'back'}>
                <span className="sequence-who">{start === end ? `${from}: ` : `${from} to ${to}: `}</span>
                <span className="sequence-text">{text}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
