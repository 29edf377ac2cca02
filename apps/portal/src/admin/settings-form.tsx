import type { AuthenticationType, ChatAuthenticationSetting } from '@lcw-auth/simulator/omnichannel';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import { problemAt, removeAt, replaceAt, SelectField, TextField, type RecordsFormProps } from './fields.js';

/** The chat authentication settings records. */
export function SettingsForm({ records, problems, onChange }: RecordsFormProps): ReactNode {
  const { admin } = useMessages();
  const { settings } = records;
  const put = (index: number, changes: Partial<ChatAuthenticationSetting>): void => {
    const before = settings[index];
    if (!before) return;
    const after = { ...before, ...changes };
    // Widgets refer to a setting by its name, so a new name is also written into them.
    const widgets = records.widgets.map((widget) =>
      widget.authenticationSetting === before.name ? { ...widget, authenticationSetting: after.name } : widget,
    );
    onChange({ ...records, settings: replaceAt(settings, index, after), widgets });
  };
  return (
    <section className="panel" aria-labelledby="settings">
      <h2 id="settings">{admin.settings}</h2>
      <p className="note">{admin.settingsNote}</p>
      {settings.map((setting, index) => (
        <fieldset key={index}>
          <legend className="visually-hidden">{setting.name}</legend>
          <TextField
            label={admin.settingName}
            value={setting.name}
            problem={problemAt(problems, 'settings', index, 'name')}
            onChange={(name) => put(index, { name })}
          />
          <TextField
            label={admin.owner}
            value={setting.owner}
            problem={problemAt(problems, 'settings', index, 'owner')}
            onChange={(owner) => put(index, { owner })}
          />
          <SelectField
            label={admin.authenticationType}
            value={setting.type ?? 'oauth2-implicit-flow'}
            options={Object.entries(admin.authenticationTypes)}
            onChange={(type) => put(index, { type: type as AuthenticationType })}
          />
          <TextField
            type="url"
            label={admin.publicKeyUrl}
            note={admin.publicKeyNote}
            value={setting.publicKeyUrl}
            problem={problemAt(problems, 'settings', index, 'publicKeyUrl')}
            onChange={(publicKeyUrl) => put(index, { publicKeyUrl })}
          />
          <TextField
            label={admin.clientFunction}
            note={admin.clientFunctionNote}
            value={setting.javascriptClientFunction ?? ''}
            problem={problemAt(problems, 'settings', index, 'javascriptClientFunction')}
            onChange={(javascriptClientFunction) => put(index, { javascriptClientFunction })}
          />
          {settings.length > 1 ? (
            <button
              type="button"
              className="button quiet small"
              aria-label={admin.remove(setting.name)}
              onClick={() => onChange({ ...records, settings: removeAt(settings, index) })}
            >
              {admin.removeShort}
            </button>
          ) : null}
        </fieldset>
      ))}
      <button
        type="button"
        className="button quiet small"
        onClick={() => onChange({ ...records, settings: [...settings, { name: '', owner: '', publicKeyUrl: '' }] })}
      >
        {admin.addSetting}
      </button>
    </section>
  );
}
