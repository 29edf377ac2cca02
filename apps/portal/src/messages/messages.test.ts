import { expect, it } from 'vitest';
import { english } from './english.js';
import { german } from './german.js';

/** The paths of all texts of a language. */
function paths(texts: object, before = ''): string[] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? paths(value as object, `${before}${name}.`) : [`${before}${name}`],
  );
}

const ownTexts = (texts: typeof english): object => ({ ...texts, widget: {}, components: {} });

it('German has every text that English has, and no more', () => {
  expect(paths(ownTexts(german)).toSorted()).toEqual(paths(ownTexts(english)).toSorted());
});

it('no German sentence is left in English', () => {
  const at = (texts: object, path: string): unknown =>
    path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], texts);
  const same = paths(ownTexts(english)).filter((path) => {
    const text = at(english, path);
    return typeof text === 'string' && text.includes(' ') && text === at(german, path);
  });
  expect(same).toEqual(['shop.brand']);
});
