import type { ChatWidget } from '@lcw-auth/simulator/omnichannel';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import { problemAt, replaceAt, SelectField, TextField, type RecordsFormProps } from './fields.js';

/** The chat widget and its setting. */
export function WidgetsForm({ records, problems, onChange }: RecordsFormProps): ReactNode {
  const { admin } = useMessages();
  const put = (index: number, widget: ChatWidget): void => onChange({ ...records, widgets: replaceAt(records.widgets, index, widget) });
  const settings = [['', admin.noAuthentication] as const, ...records.settings.map(({ name }) => [name, name] as const)];
  return (
    <section className="panel" aria-labelledby="widgets">
      <h2 id="widgets">{admin.widgets}</h2>
      {records.widgets.map((widget, index) => (
        <fieldset key={widget.id}>
          <legend className="visually-hidden">{widget.name}</legend>
          <TextField
            label={admin.widgetName}
            value={widget.name}
            problem={problemAt(problems, 'widgets', index, 'name')}
            onChange={(name) => put(index, { ...widget, name })}
          />
          <p className="field">
            <span>{admin.appId}</span>
            <code>{widget.id}</code>
          </p>
          <SelectField
            label={admin.authentication}
            value={widget.authenticationSetting ?? ''}
            options={settings}
            problem={problemAt(problems, 'widgets', index, 'authenticationSetting')}
            onChange={(name) => put(index, { ...widget, authenticationSetting: name === '' ? null : name })}
          />
          <div className="field">
            <label className="check">
              <input
                type="checkbox"
                checked={widget.signInOptional ?? false}
                onChange={(event) => put(index, { ...widget, signInOptional: event.target.checked })}
              />
              {admin.signInOptional}
            </label>
            <span className="note">{admin.signInOptionalNote}</span>
          </div>
        </fieldset>
      ))}
    </section>
  );
}
