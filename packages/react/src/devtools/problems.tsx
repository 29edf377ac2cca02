import type { ReactNode } from 'react';
import type { Problem } from './problem.js';
import { Section } from './section.js';

/** Each problem with its fix. */
export function Problems({ problems }: { problems: readonly Problem[] }): ReactNode {
  if (problems.length === 0) return null;
  return (
    <Section title="Problems">
      <ul>
        {problems.map(({ severity, code, text, causes, docsUrl }) => (
          <li key={code} data-severity={severity}>
            <code>{code}</code> {text}{' '}
            {docsUrl && (
              <a href={docsUrl} target="_blank" rel="noreferrer" aria-label={`More about ${code}`}>
                More
              </a>
            )}
            {causes && (
              <ol className="lcw-devtools-causes" aria-label="Likely causes">
                {causes.map((cause) => (
                  <li key={cause}>{cause}</li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
