import { defineConfig } from 'vitest/config';
import { fromSource, limits, unit } from '../../vite.config.js';

/** The tests that run against mutants: those in Node and jsdom. The time limit ends a mutant whose promise never settles. */
export default defineConfig({ ...fromSource, test: { ...limits, testTimeout: 5_000, hookTimeout: 5_000, projects: unit } });
