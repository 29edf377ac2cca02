import type { ReactNode } from 'react';
import type { Scope } from '../scope.js';
import { CopyReport } from './copy-report.js';
import type { DevtoolsAction } from './props.js';
import { Section } from './section.js';

interface ActionsProps {
  scope: Scope;
  actions: readonly DevtoolsAction[] | undefined;
  report: () => string;
}

/** The buttons of the panel and of the app. */
export function Actions({ scope, actions, report }: ActionsProps): ReactNode {
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
        <CopyReport report={report} />
      </div>
    </Section>
  );
}
