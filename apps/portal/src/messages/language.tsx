import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { english, type Messages } from './english.js';
import { german } from './german.js';

/** The languages, by their tags. */
export const languages = { en: english, de: german } as const;
export type Language = keyof typeof languages;

interface LanguageChoice {
  language: Language;
  messages: Messages;
  choose(language: Language): void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);
const storageKey = 'portal-language';
const isLanguage = (value: string | null | undefined): value is Language => value === 'en' || value === 'de';

/** The language of `?lang=` (which is then stored), or the stored choice, or the browser's language. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) localStorage.setItem(storageKey, asked);
  return [localStorage.getItem(storageKey), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'en';
}

/** Provides the texts, and sets `lang` and (with `?dir=rtl`, for tests) the direction of `<html>`. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = new URLSearchParams(location.search).get('dir') === 'rtl' ? 'rtl' : 'ltr';
  }, [language]);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      messages: languages[language],
      choose(next) {
        localStorage.setItem(storageKey, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

/** Returns the chosen language, its texts, and a function to choose another. */
export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguage: put <LanguageProvider> around the page.');
  return choice;
}

/** The texts in the chosen language. */
export const useMessages = (): Messages => useLanguage().messages;
