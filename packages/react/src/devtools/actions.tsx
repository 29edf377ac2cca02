import type { ReactNode } from 'react';
import type { DevtoolsAction } from '../devtools.js';
import type { Scope } from '../scope.js';
import { Section } from './section.js';

/** What can be done, and what the app adds. */
export function Actions({ scope, actions }: { scope: Scope; actions: readonly DevtoolsAction[] | undefined }): ReactNode {
  const all: readonly DevtoolsAction[] = [
    { label: 'Refresh token', run: scope.refresh },
    { label: 'Retry', run: scope.client.retry },
    { label: 'Sign out', run: scope.client.signOut },
    ...(actions ?? []),
  ];
  return (
    <Section title="Actions">
      <div className="lcw-devtools-actions">
        {all.map(({ label, run }) => (
          <button key={label} type="button" onClick={() => void run()}>
            {label}
          </button>
        ))}
      </div>
    </Section>
  );
}
