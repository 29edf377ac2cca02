declare const process: { env: { NODE_ENV?: string } };

/** True in development builds. Bundlers replace the expression; in a page without a bundler `process` does not exist. */
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production';
  } catch {
    return false;
  }
}
