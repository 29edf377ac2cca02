import type { BotCard } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { explainCard } from './explain-card.js';
import { Section } from './section.js';

/** The last cards, newest first, each with the reason why it is shown or hidden. */
export function Cards({ cards, tokenExchange }: { cards: readonly BotCard[]; tokenExchange: boolean }): ReactNode {
  return (
    <Section title="Sign-in cards">
      {cards.length === 0 && <p>None yet.</p>}
      <ul>
        {cards.map((card) => (
          <li key={card.signInId}>
            <strong data-visibility={card.visibility}>{card.visibility}</strong> <code>{card.signInId.slice(0, 12) || 'no id'}</code>{' '}
            {card.status}
            <p>{explainCard(card, tokenExchange)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
