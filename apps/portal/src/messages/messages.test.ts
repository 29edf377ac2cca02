import { scenarios } from '@lcw-auth/simulator';
import { checkRecords, type OmnichannelRecords } from '@lcw-auth/simulator/omnichannel';
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

it('German has the same texts as English', () => {
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

it('every scenario of the simulator has a German text', () => {
  for (const scenario of scenarios) {
    const [title, happens] = german.demo.scenario(scenario);
    expect(happens).not.toBe(scenario.happens);
    expect(title === scenario.title ? title : '').toMatch(/^(HS256)?$/);
  }
});

it('every problem of a record has a German text', () => {
  const setting = (publicKeyUrl: string, javascriptClientFunction = '') => ({
    name: publicKeyUrl,
    owner: 'Team',
    publicKeyUrl,
    javascriptClientFunction,
  });
  const widget = { id: 'shop', name: 'Shop', authenticationSetting: 'Gone', workstream: 'Gone' };
  const records: OmnichannelRecords = {
    settings: [
      { ...setting(''), owner: '' },
      ...['nowhere', 'http://keys.example', 'https://me:it@keys.example', 'https://keys.example/#here'].map((url) => setting(url)),
      ...['run()', 'window.run', 'to day'].map((path) => setting('https://keys.example', path)),
    ],
    widgets: [widget, widget, { ...widget, id: '', name: '' }],
    workstreams: [
      {
        name: 'Shop',
        contextVariables: ['', 'cart', 'cart', 'Cart', 'x'.repeat(101), ...Array.from({ length: 100 }, (_, index) => `v${index}`)],
        queues: ['Guests'],
        defaultQueue: 'Gone',
        routingRules: [
          { when: [{ variable: 'gone', operator: 'equals' }], queue: '' },
          { when: [{ variable: 'cart', operator: 'less-than', value: 'much' }], queue: 'Gone' },
        ],
      },
      { name: 'Shop', contextVariables: [] },
    ],
    contacts: [
      { id: 'nobody', name: 'A' },
      { id: 'nobody', name: 'B' },
    ],
  };
  const messages = new Set(checkRecords(records).map(({ message }) => message));
  expect(messages.size).toBeGreaterThan(25);
  for (const message of messages) expect(german.admin.problem(message)).not.toBe(message);
  expect(german.admin.problem('There is no queue named "VIP \\"A\\"".')).toBe('Es gibt keine Warteschlange namens "VIP \\"A\\"".');
});
