// Bundles what a portal would import from the built packages, and says how much of it there is: minified, gzipped.
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import preset from '@size-limit/preset-small-lib';
import sizeLimit from 'size-limit';
import { root } from '../install.mjs';

const cache = resolve(root, 'node_modules/.cache/sizes');
let entries = 0;

/** What is imported when it is wanted is another chunk: it is not in what a page starts with. */
const chunksApart = {
  name: 'chunks-apart',
  setup: (build) => build.onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : null)),
};

/**
 * @param code The module to bundle, importing by package name.
 * @param external What stays outside.
 * @param whole With the chunks that are loaded later, too.
 * @returns Bytes after gzip, and the files that something of is in the bundle, with what each takes before gzip.
 */
export async function bundle(code, { external = ['react', 'react-dom'], whole = false } = {}) {
  mkdirSync(cache, { recursive: true });
  const entry = resolve(cache, `entry-${(entries += 1)}.js`);
  writeFileSync(entry, code);
  const check = {
    files: [entry],
    ignore: external.flatMap((name) => [name, `${name}/*`]),
    gzip: true,
    modifyEsbuildConfig: (config) => ({
      ...config,
      format: 'esm',
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: whole ? [] : [chunksApart],
    }),
  };
  const [{ size }] = await sizeLimit([preset], { checks: [check] });
  const inputs = Object.values(check.esbuildMetafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const taken = inputs
    .map(([file, { bytesInOutput }]) => [file, bytesInOutput])
    .filter(([file, bytes]) => bytes > 0 && !file.includes('.cache/sizes'));
  return { size, files: Object.fromEntries(taken) };
}

/** Code that imports these names and uses them in the least possible way. */
export const using = (from, ...names) => `import { ${names.join(', ')} } from '${from}';\nconsole.log(${names.join(', ')});\n`;
