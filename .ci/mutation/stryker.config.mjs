// Stryker's settings for one package; `npm run mutation` says which.
const { MUTATION_REPORT: name, MUTATION_FOLDER: folder, MUTATION_FILES: files, MUTATION_STATIC: withStatic } = process.env;
if (!name || !folder || !files) throw new Error('Start it with `npm run mutation`.');

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: '.ci/mutation/vitest.config.ts', related: false },
  mutate: [...files.split(' '), `!${folder}/**/*.{test,test-d,fixture,bench}.ts`],
  ignorePatterns: ['reports', 'storybook-static', '**/dist', '**/*.tsbuildinfo', 'apps'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 8_000,
  timeoutFactor: 2,
  // What runs at import alone (tables, constants) would face every test of the package, once for each mutant.
  ignoreStatic: withStatic === undefined,
  incremental: true,
  incrementalFile: `reports/mutation/${name}.incremental.json`,
  // Not within node_modules: Vitest takes what is there for finished libraries.
  tempDirName: 'reports/mutation/sandbox',
  reporters: ['progress', 'json', 'html'],
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
  htmlReporter: { fileName: `reports/mutation/${name}.html` },
};
