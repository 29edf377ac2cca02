import type { LiveChatAuthEvent } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { clockTime, describeEvent } from './describe-event.js';
import { Section } from './section.js';

/** The events, newest first. */
export function Timeline({ events }: { events: readonly LiveChatAuthEvent[] }): ReactNode {
  const lines = events.map((event, position) => ({ position, event })).toReversed();
  return (
    <Section title="Timeline">
      {events.length === 0 && <p>No events yet.</p>}
      <ol reversed>
        {lines.map(({ position, event }) => (
          <li key={position}>
            <time>{clockTime(event.at)}</time> {describeEvent(event)}
          </li>
        ))}
      </ol>
    </Section>
  );
}
