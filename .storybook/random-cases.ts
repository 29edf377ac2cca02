import { configureGlobal } from 'fast-check';

// Each run tests the same random cases, so that a new failure comes from a change. `npm run proof` tests other cases.
configureGlobal({ seed: Number(process.env['RANDOM_SEED'] ?? 1) });
