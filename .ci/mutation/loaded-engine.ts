// Fake time does not wait for a chunk on its way. Core's tests need nothing else of .storybook/test.setup.ts, which takes longer.
import { loadEngine } from '../../packages/core/src/late-engine.js';

await loadEngine();
