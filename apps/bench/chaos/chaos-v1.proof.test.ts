// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { playSeeds } from './play-seeds.js';

it('a thousand seeds break no invariant on the v1 widget', async () => {
  expect(await playSeeds('v1', 1_000)).toEqual([]);
}, 1_800_000);
