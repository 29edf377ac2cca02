// Sizes of what a portal ships, against their budgets; what must never be in it; and tree-shaking, export by export.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../install.mjs';
import { bundle, using } from './bundle.mjs';

const main = using('@lcw-auth/react', 'LiveChatAuthProvider', 'useBotSso', 'useAuthToken');
const react = ['react', 'react-dom'];
/** What may not grow, and what the design asks for: the first three are still far from it. */
const budgets = [
  [
    'provider, useBotSso and useAuthToken, react-query outside',
    13_200,
    5_500,
    main,
    [...react, '@tanstack/react-query', '@tanstack/query-core'],
  ],
  ['the same with everything inside', 20_400, 13_500, main, react],
  ['core without React and without query-core', 11_300, 4_500, using('@lcw-auth/core', 'createLiveChatAuth'), ['@tanstack/query-core']],
  ['the early latch', 300, 300, "import '@lcw-auth/core/early';", []],
];

/** Never in a portal's bundle: the file names say whose they are. */
const unwanted = /packages\/(simulator|server|testing)\/|devtools|jose\/.*\/(verify|sign|encrypt|decrypt|jwks|key)\b/;

let passed = 0;
let failed = 0;
const report = (ok, line) => {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${line} | ${ok ? '✓' : '✗'} |`);
};

console.log('| minified, gzipped, react and react-dom outside | bytes | goal | at most | |\n|---|--:|--:|--:|---|');
for (const [name, limit, goal, code, external] of budgets) {
  const { size } = await bundle(code, external);
  report(size <= limit, `| ${name} | ${size} | ${goal} | ${limit}`);
}
const found = Object.keys((await bundle(main)).files).filter((file) => unwanted.test(file));
report(found.length === 0, `| devtools, simulator, server, signature checks in a bundle | ${found.join(', ') || 'none'} | none | none`);

console.log('\n| export | from | bytes alone | nothing else comes along |\n|---|---|--:|---|');
for (const [specifier, barrel] of [
  ['@lcw-auth/core', 'packages/core/dist/index.js'],
  ['@lcw-auth/react', 'packages/react/dist/index.js'],
]) {
  const unused = await bundle(`import '${specifier}';`, []);
  report(unused.size <= 0 && Object.keys(unused.files).length === 0, `| (nothing) | ${specifier} | ${Math.max(unused.size, 0)}`);
  for (const [name, module] of valueExports(barrel)) {
    const own = module.startsWith('.') ? resolve(root, barrel, '..', module) : module;
    const [throughBarrel, direct] = [await bundle(using(specifier, name)), await bundle(using(own, name))];
    report(isDeepStrictEqual(throughBarrel.files, direct.files), `| \`${name}\` | ${specifier} | ${throughBarrel.size}`);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** Each exported value and the module it comes from, read from a built barrel. */
function valueExports(barrel) {
  const text = readFileSync(resolve(root, barrel), 'utf8');
  return [...text.matchAll(/import \{([^}]*)\} from "([^"]+)"/g)].flatMap(([, names, module]) =>
    names.split(',').map((name) => [name.trim(), module]),
  );
}
