// npm test: every check and test that a change must pass.
import { check, playwright, runSteps, vitest } from './run-steps.mjs';

await runSteps([
  [
    check('types', 'types'),
    check('lint', 'lint'),
    check('format', 'format:check'),
    check('imports', 'imports'),
    check('snippets', 'snippets'),
    check('browser', 'browser'),
  ],
  [check('build', 'build')],
  // Tests in a browser mostly wait. The other steps use the processor in that time.
  [
    playwright('end to end', 'test:e2e'),
    vitest('stories', 'test:stories'),
    vitest('unit', 'test:unit'),
    vitest('packed packages', 'test:installed'),
    check('sizes', 'size'),
  ],
  [check('no secrets in reports', 'test:secrets')],
]);
