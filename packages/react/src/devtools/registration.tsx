import type { LiveChatAuthEvent } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { clockTime, providerName } from './describe-event.js';
import { Facts, Section } from './section.js';

const providers = ['auth', 'bot', 'client-function'] as const;

/** What is registered with the widget, since when, and how often. */
export function Registration({ events }: { events: readonly LiveChatAuthEvent[] }): ReactNode {
  const facts = providers.map((provider) => {
    const own = events.filter(
      (event) => (event.type === 'registered' || event.type === 'registration-failed') && event.provider === provider,
    );
    const last = own.at(-1);
    const times = own.length > 1 ? `, ${own.length} times` : '';
    return [
      providerName(provider),
      last ? `${last.type === 'registered' ? 'since' : 'refused at'} ${clockTime(last.at)}${times}` : 'no',
    ] as const;
  });
  return (
    <Section title="Registration">
      <Facts of={facts} />
    </Section>
  );
}
