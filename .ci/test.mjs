// npm test: every check and test that a change has to pass, in under ten minutes on two cores.
import { pnpm } from './install.mjs';
import { runRows } from './run-rows.mjs';
import { bin, check, playwright, script, vitest } from './steps.mjs';

await runRows([
  [
    check('types', [process.execPath, '.ci/types.mjs']),
    check('lint', [bin('oxlint'), '--type-aware', '--deny-warnings']),
    check('format', [bin('oxfmt'), '--check', '.']),
    check('imports', [pnpm, '--silent', 'run', 'imports'], { expects: /[1-9]\d* dependencies cruised/ }),
  ],
  [vitest('unit: node', 'node')],
  [vitest('unit: dom', 'dom'), vitest('unit: dom with React 18', 'dom-react18')],
  [vitest('browser', 'browser'), check('build', [pnpm, '--silent', 'run', 'build'], { patient: true })],
  // End to end mostly waits for what the widget waits for, so the stories run beside it.
  [
    vitest('stories', 'storybook'),
    script('sizes', '.ci/proof/sizes.mjs', [], { patient: true }),
    script('a packed consumer', '.ci/proof/consumers.mjs', ['--quick'], { patient: true }),
    playwright('end to end', 'apps/portal/e2e/playwright.config.ts'),
  ],
  [
    check('no secrets in reports', [process.execPath, '.ci/proof/no-secrets.mjs', 'reports', 'node_modules/.cache/playwright'], {
      expects: /[1-9]\d* passed/,
    }),
  ],
]);
