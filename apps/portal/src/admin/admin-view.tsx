import '../styles/admin.css';
import { useEffect, type ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import { ViewHeader } from '../view-header.js';
import { SettingsForm } from './settings-form.js';
import { useRecords } from './use-records.js';
import { WidgetsForm } from './widgets-form.js';
import { WorkstreamForm } from './workstream-form.js';

/** The administrator's view: a form with the records that control the chat. */
export function AdminView(): ReactNode {
  const { admin, demo, shop } = useMessages();
  const { draft, problems, status, isDirty, edit, save, reset } = useRecords();
  useEffect(() => {
    document.title = `${demo.admin} - ${shop.brand}`;
  }, [demo.admin, shop.brand]);
  return (
    <>
      <ViewHeader current="admin" />
      <main className="admin">
        <h1>{demo.admin}</h1>
        <p className="quiet-text">{admin.lead}</p>
        {status === 'unreachable' ? <p role="alert">{admin.unreachable}</p> : null}
        {draft ? (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <SettingsForm records={draft} problems={problems} onChange={edit} />
            <WidgetsForm records={draft} problems={problems} onChange={edit} />
            {draft.workstreams.map((workstream, index) => (
              <WorkstreamForm key={index} index={index} workstream={workstream} problems={problems} records={draft} onChange={edit} />
            ))}
            <footer className="admin-actions">
              <button type="submit" className="button primary" disabled={!isDirty}>
                {admin.save}
              </button>
              <button type="button" className="button quiet" disabled={!isDirty} onClick={reset}>
                {admin.reset}
              </button>
              <p role="status" data-status={status}>
                {status === 'refused'
                  ? admin.problems(problems.length)
                  : status === 'saved'
                    ? admin.saved
                    : status === 'changed-elsewhere'
                      ? admin.changedElsewhere
                      : ''}
              </p>
            </footer>
          </form>
        ) : null}
      </main>
    </>
  );
}
