import { useEffect, useState } from 'react';

/** Light or dark, or as the system has it. */
export type Theme = 'light' | 'dark' | 'system';

const storageKey = 'portal-theme';
const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark' || value === 'system';

/** The chosen appearance; it is put on `<html>` as `data-theme`. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const stored = localStorage.getItem(storageKey);
    return isTheme(stored) ? stored : 'system';
  });
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [
    theme,
    (next) => {
      localStorage.setItem(storageKey, next);
      setTheme(next);
    },
  ];
}
