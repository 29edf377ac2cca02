// Enforces the import directions. The sources of a package may import only the package's own files and what its row lists.
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/**
 * `packages`: entries of other packages. A name without a subpath permits all of its entries.
 * `libraries`: packages from npm. `node`: true when Node's own modules are allowed.
 */
const mayImport = {
  core: { packages: [], libraries: ['jose'] },
  react: { packages: ['core'], libraries: ['@tanstack/react-query', 'react'] },
  headless: { packages: ['core'], libraries: [] },
  server: { packages: ['core/claims'], libraries: ['@remix-run/node-fetch-server', 'jose', 'unstorage'], node: true },
  simulator: { packages: ['core'], libraries: ['@date-fns/tz', '@microsoft/omnichannel-chat-sdk', 'jose', 'msw'] },
  testing: {
    packages: ['core', 'react', 'simulator'],
    libraries: ['@playwright/test', '@testing-library/react', 'expect', 'react', 'vitest'],
    node: true,
  },
  cli: { packages: ['core/claims', 'server', 'simulator/validation'], libraries: ['@babel/parser', 'diff'], node: true },
};

const present = readdirSync(path.join(__dirname, 'packages'));
// core-tests contains tests only, to which the table does not apply.
const unlisted = present.filter((name) => name !== 'core-tests' && !mayImport[name]);
if (unlisted.length > 0) throw new Error(`packages/${unlisted[0]} has no row in the table of .dependency-cruiser.cjs.`);

const notShipped = '\\.(test|test-d|bench|stories|fixture)\\.[cm]?tsx?$';

/** Returns the source files of a package's `exports`. With a subpath, returns only the source file of that entry. */
function entries(specifier) {
  const [name, ...rest] = specifier.split('/');
  const subpath = rest.length ? `./${rest.join('/')}` : null;
  if (!present.includes(name)) return [];
  const { exports = {} } = JSON.parse(readFileSync(path.join(__dirname, 'packages', name, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([key, target]) => typeof target === 'object' && (subpath === null || key === subpath))
    .map(([, target]) => `^packages/${name}/${escape(target['@lcw-auth/source'].slice(2))}$`);
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const library = (name) => `node_modules/(@types/)?${escape(name)}/`;

const directions = Object.entries(mayImport).map(([name, { packages, libraries, node }]) => ({
  name: `${name}-imports-only-what-it-may`,
  comment: `${name} may import ${[...packages, ...libraries].join(', ')}${node ? ' and Node' : ''}.`,
  severity: 'error',
  from: { path: `^packages/${name}/src/`, pathNot: notShipped },
  to: {
    pathNot: [`^packages/${name}/`, ...packages.flatMap(entries), ...libraries.map(library)],
    ...(node ? { dependencyTypesNot: ['core'] } : {}),
  },
}));

/** Core's folders, and the folders that each may import. All of them may import the files beside them (options, state, errors ...). */
const coreFolders = {
  identity: [],
  development: [],
  widget: [],
  'sign-in': [],
  tabs: ['widget'],
  token: ['identity', 'sign-in', 'widget'],
  bot: ['identity', 'sign-in', 'tabs', 'widget'],
};
const coreDirections = Object.entries(coreFolders).map(([folder, others]) => ({
  name: `core-${folder}-imports-one-way`,
  comment: 'client.ts connects the folders; none of them imports it.',
  severity: 'error',
  from: { path: `^packages/core/src/${folder}/`, pathNot: notShipped },
  to: {
    path: '^packages/core/src/(client\\.ts|[^/]+/)',
    pathNot: [folder, ...others].map((name) => `^packages/core/src/${name}/`),
  },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'no-internals-of-another-package',
      comment: "Other packages may import a package's entries (`exports` in its package.json) and nothing else.",
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^$1/$2/', ...present.flatMap(entries)] },
    },
    {
      name: 'another-package-by-its-name',
      comment: 'A relative path into another package works in this repository, but not in published packages.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^(packages|apps)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'simulator-never-server',
      comment: 'This includes tests. The simulator checks tokens with its own code, so that it can find mistakes of the server.',
      severity: 'error',
      from: { path: '^packages/simulator/' },
      to: { path: '^packages/server/' },
    },
    {
      name: 'msw-in-its-entry-only',
      severity: 'error',
      from: { path: '^packages/simulator/', pathNot: ['^packages/simulator/src/msw(\\.ts|/)', notShipped] },
      to: { path: 'node_modules/msw/' },
    },
    {
      name: 'tanstack-query-in-its-entry-only',
      comment: 'TanStack Query is an optional peer of react: only the entry /query needs it.',
      severity: 'error',
      from: { path: '^packages/react/src/', pathNot: ['^packages/react/src/query(\\.ts|/)', notShipped] },
      to: { path: 'node_modules/@tanstack/react-query/' },
    },
    {
      name: 'microsofts-chat-sdk-as-types-only',
      comment: "The simulated chat SDK uses Microsoft's types. Microsoft's code must not be part of a bundle.",
      severity: 'error',
      from: { path: '^packages/simulator/' },
      to: { path: 'node_modules/@microsoft/omnichannel-chat-sdk/', dependencyTypesNot: ['type-only'] },
    },
    ...coreDirections,
    {
      name: 'core-is-one-module',
      comment: 'A part of core that loads later could fail to load.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: notShipped },
      to: { dynamic: true },
    },
    {
      name: 'no-circular-imports',
      comment: 'Applies to code and to types, so that each file can be understood without the others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-unresolvable-imports', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '/dist/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(packages|apps)/[^/]+/dist/', '^apps/examples/', '^apps/consumers/(.*-app|snippets)/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@lcw-auth/source', 'types', 'import', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.css'],
    },
  },
};
