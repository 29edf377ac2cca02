// npm test: every check and test that a change must pass.
import { check, playwright, runSteps, vitest } from './run-steps.mjs';

await runSteps([
  [
    check('types', 'types'),
    check('lint', 'lint'),
    check('format', 'format:check'),
    check('imports', 'imports'),
    check('snippets', 'snippets'),
  ],
  [check('build', 'build')],
  // A test of the portal mostly waits for the widget, and the unit tests use that time.
  [playwright('end to end', 'test:e2e'), vitest('unit', 'test:unit')],
  [vitest('stories', 'test:stories'), check('sizes', 'size'), vitest('packed packages', 'test:installed')],
  [check('no secrets in reports', 'test:secrets')],
]);
