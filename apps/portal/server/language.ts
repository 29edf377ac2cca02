/** The languages of the portal. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Returns the first language of a list (`ui_locales`, or an Accept-Language header) that the portal has, or English. */
export function pickLanguage(...wishes: readonly (string | null | undefined)[]): Language {
  const wanted = wishes.flatMap((wish) => (wish ?? '').toLowerCase().split(/[\s,;]+/));
  return (
    languages.find(
      (language) => language === wanted.map((each) => each.slice(0, 2)).find((each) => (languages as readonly string[]).includes(each)),
    ) ?? 'en'
  );
}
