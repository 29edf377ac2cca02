import webpack from 'webpack';
webpack({ mode: 'production', entry: './page.js', output: { path: `${process.cwd()}/webpack`, filename: 'page.js' } }, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
});
