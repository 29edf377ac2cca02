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
  [vitest('unit', 'test:unit'), check('build', 'build')],
  [vitest('stories', 'test:stories'), playwright('end to end', 'test:e2e')],
  [check('sizes', 'size'), vitest('packed packages', 'test:installed')],
  [check('no secrets in reports', 'test:secrets')],
]);
