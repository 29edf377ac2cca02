// Builds client.js and server.js. With the argument "compiled", React Compiler compiles the app first.
import { readFileSync } from 'node:fs';
import { transformSync } from '@babel/core';
import { build } from 'esbuild';
import { version } from 'react';

const isCompiled = process.argv.includes('compiled');
const compiler = ['babel-plugin-react-compiler', { target: version.split('.')[0], panicThreshold: 'all_errors' }];

const reactCompiler = {
  name: 'react-compiler',
  setup({ onLoad }) {
    onLoad({ filter: /app\.jsx$/ }, ({ path }) => {
      const { code } = transformSync(readFileSync(path, 'utf8'), {
        filename: path,
        configFile: false,
        parserOpts: { plugins: ['jsx'] },
        plugins: [compiler],
      });
      if (!/(react\/compiler-runtime|react-compiler-runtime)/.test(code)) throw new Error('React Compiler compiled nothing');
      return { contents: code, loader: 'jsx' };
    });
  },
};

for (const [entry, options] of [
  // A development build, because it reports hydration mismatches.
  ['client', { platform: 'browser', define: { 'process.env.NODE_ENV': '"development"' } }],
  ['server', { platform: 'node', packages: 'external' }],
])
  await build({
    entryPoints: [`${entry}.jsx`],
    outfile: `${entry}.js`,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'error',
    plugins: isCompiled ? [reactCompiler] : [],
    ...options,
  });
