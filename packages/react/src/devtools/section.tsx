import { useId, type ReactNode } from 'react';
import type { Fact } from './facts.js';

/** One part of the panel. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** A part of the panel that consists of names and values. Renders nothing without facts. */
export function Facts({ title, facts }: { title: string; facts: readonly Fact[] }): ReactNode {
  if (facts.length === 0) return null;
  return (
    <Section title={title}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
