// Fake time does not wait for a chunk on its way. Core's tests need nothing else of .storybook/test.setup.ts, which takes longer.
// In a hook: what runs at its import is then seen as such, and faces all tests.
import { beforeAll } from 'vitest';
import { loadEngine } from '../../packages/core/src/late-engine.js';

beforeAll(async () => {
  await loadEngine();
});
