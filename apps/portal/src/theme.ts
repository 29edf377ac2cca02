import { useSyncExternalStore } from 'react';

/** Light, dark, or the system's setting. */
export type Theme = 'light' | 'dark' | 'system';

const storageKey = 'portal-theme';
const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark' || value === 'system';
const root = document.documentElement;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

// `<html data-theme>` holds the choice: the style sheets read it there.
function getTheme(): Theme {
  const theme = root.dataset['theme'] ?? null;
  return isTheme(theme) ? theme : 'system';
}

/** Chooses an appearance, and stores the choice. */
export function chooseTheme(theme: Theme): void {
  root.dataset['theme'] = theme;
  localStorage.setItem(storageKey, theme);
  for (const listener of listeners) listener();
}

/** Applies the stored choice to the page. */
export function restoreTheme(): void {
  const stored = localStorage.getItem(storageKey);
  if (isTheme(stored)) root.dataset['theme'] = stored;
}

/** The chosen appearance. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, getTheme);
