import { expect, it } from 'vitest';
import { readDemoSettings, withGeneration } from './demo-settings.js';

it('shows the current generation of the widget by default', () => {
  expect(readDemoSettings('')).toEqual({
    generation: 'v2',
    widget: 'simulated',
    readyTimeout: null,
    cardWait: null,
    readyAfter: 400,
    scenario: null,
  });
});

it('reads valid settings from the address and ignores the others', () => {
  expect(readDemoSettings('?generation=v1&widget=none&readyTimeout=500&cardWait=60000&ready=never&scenario=ready-late')).toEqual({
    generation: 'v1',
    widget: 'none',
    readyTimeout: 500,
    cardWait: 60_000,
    readyAfter: 'never',
    scenario: 'ready-late',
  });
  expect(readDemoSettings('?generation=v9&widget=big&readyTimeout=-5&cardWait=long')).toMatchObject({
    generation: 'v2',
    widget: 'simulated',
    readyTimeout: null,
    cardWait: null,
  });
});

it('keeps the rest of the address when the generation changes', () => {
  expect(withGeneration('http://localhost:5173/?lang=de&generation=v2#cart', 'v1')).toBe(
    'http://localhost:5173/?lang=de&generation=v1#cart',
  );
});
