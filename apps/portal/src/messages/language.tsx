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

/** `?lang=`, which is kept, then the last choice, then what the browser asks for. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) localStorage.setItem(storageKey, asked);
  return [localStorage.getItem(storageKey), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'en';
}

/** Gives the page its texts, and `<html>` its `lang` and (with `?dir=rtl`, for checking) its direction. */
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

/** The chosen language, its texts, and how to choose another. */
export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguage: put <LanguageProvider> around the page.');
  return choice;
}

/** The texts in the chosen language. */
export const useMessages = (): Messages => useLanguage().messages;
