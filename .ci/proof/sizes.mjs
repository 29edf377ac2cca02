// Sizes of what a portal ships, against their budgets; what must never be in it; and tree-shaking, export by export.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../install.mjs';
import { bundle, using } from './bundle.mjs';

const main = using('@lcw-auth/react', 'LiveChatAuthProvider', 'useBotSso', 'useAuthToken');
const core = using('@lcw-auth/core', 'createLiveChatAuth');
const react = ['react', 'react-dom'];
const query = ['@tanstack/react-query', '@tanstack/query-core'];
/** What a page starts with, and the same with the chunk that the client loads when it connects. */
const budgets = [
  ['provider, useBotSso and useAuthToken, react-query outside (the goal is 5,500)', 6_500, main, { external: [...react, ...query] }],
  ['the same with everything inside', 13_500, main, { external: react }],
  ['core without React and without query-core', 4_500, core, { external: query }],
  ['the early latch', 300, "import '@lcw-auth/core/early';", { external: [] }],
  ['provider and hooks with the chunk, react-query outside', 15_150, main, { external: [...react, ...query], whole: true }],
  ['the same with everything inside', 22_550, main, { external: react, whole: true }],
  ['core with the chunk, without query-core', 13_300, core, { external: query, whole: true }],
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

console.log('| minified, gzipped, react and react-dom outside | bytes | at most | |\n|---|--:|--:|---|');
for (const [name, limit, code, options] of budgets) {
  const { size } = await bundle(code, options);
  report(size <= limit, `| ${name} | ${size} | ${limit}`);
}
const found = Object.keys((await bundle(main, { whole: true })).files).filter((file) => unwanted.test(file));
report(found.length === 0, `| devtools, simulator, server, signature checks in a bundle | ${found.join(', ') || 'none'} | none`);

console.log('\n| export | from | bytes alone | nothing else comes along |\n|---|---|--:|---|');
for (const [specifier, barrel] of [
  ['@lcw-auth/core', 'packages/core/dist/index.js'],
  ['@lcw-auth/react', 'packages/react/dist/index.js'],
]) {
  const unused = await bundle(`import '${specifier}';`, { external: [] });
  report(unused.size <= 0 && Object.keys(unused.files).length === 0, `| (nothing) | ${specifier} | ${Math.max(unused.size, 0)}`);
  for (const [name, module] of valueExports(barrel)) {
    const own = module.startsWith('.') ? resolve(root, barrel, '..', module) : module;
    const [throughBarrel, direct] = [await bundle(using(specifier, name)), await bundle(using(own, name))];
    report(isSame(throughBarrel, direct), `| \`${name}\` | ${specifier} | ${throughBarrel.size}`);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** Of the same files, but for a few bytes of names that the minifier gave otherwise. */
function isSame(one, other) {
  const files = ({ files }) => Object.keys(files).toSorted();
  return isDeepStrictEqual(files(one), files(other)) && Math.abs(one.size - other.size) < 20;
}

/** Each exported value and the module it comes from, read from a built barrel. */
function valueExports(barrel) {
  const text = readFileSync(resolve(root, barrel), 'utf8');
  return [...text.matchAll(/import \{([^}]*)\} from "([^"]+)"/g)].flatMap(([, names, module]) =>
    names.split(',').map((name) => [name.trim(), module]),
  );
}
