// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { playSeeds } from './play-seeds.js';

it('breaks no invariant on the v2 widget in a thousand seeds', async () => {
  expect(await playSeeds('v2', 1_000)).toEqual([]);
}, 1_800_000);
