import { ask } from './ask.js';
import { mount } from './mount.js';
import { ready, readyBefore, readyUnderConsumers } from './ready.js';
import { rendersOfChange, rendersOfParent, rendersToReady } from './renders.js';

/** The benchmarks that run.mjs calls, one after the other. */
const benchmarks = { ask, mount, ready, readyBefore, readyUnderConsumers, rendersOfChange, rendersOfParent, rendersToReady };
declare global {
  interface Window {
    benchmarks: typeof benchmarks;
  }
}
window.benchmarks = benchmarks;
