import type { ReactNode } from 'react';
import { languages, useLanguage, type Language } from './messages/language.js';
import { chooseTheme, useTheme, type Theme } from './theme.js';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Language and appearance. */
export function PagePreferences(): ReactNode {
  const { language, messages, choose } = useLanguage();
  const theme = useTheme();
  return (
    <div className="preferences">
      <select aria-label={messages.language} value={language} onChange={(event) => choose(event.target.value as Language)}>
        {Object.entries(languages).map(([tag, { name }]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
      <select aria-label={messages.theme.label} value={theme} onChange={(event) => chooseTheme(event.target.value as Theme)}>
        {themes.map((each) => (
          <option key={each} value={each}>
            {messages.theme[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
