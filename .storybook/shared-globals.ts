import { afterAll } from 'vitest';

// The test files of a worker share its globals, and some web frameworks replace these four globals when they are imported.
const { Request, Response, Headers, fetch } = globalThis;
afterAll(() => void Object.assign(globalThis, { Request, Response, Headers, fetch }));
