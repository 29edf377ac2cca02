import { useMemo } from 'react';
import { useLanguage } from '../messages/language.js';

/** Writes euro cents as a price, in the page's language. */
export function usePrice(): (cents: number) => string {
  const { language } = useLanguage();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
    return (cents) => format.format(cents / 100);
  }, [language]);
}
