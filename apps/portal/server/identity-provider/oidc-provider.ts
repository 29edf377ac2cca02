// oidc-provider warns on import that Node 20 is an unsupported runtime. Every version of its current major does this.
// The portal supports Node 20, and its tests run the provider there, so this one warning is not shown. Every other warning is.
const { warn } = console;
console.warn = (...data: unknown[]) => {
  if (!String(data[0]).includes('oidc-provider WARNING: Unsupported runtime.')) warn(...data);
};
export const { Provider } = await import('oidc-provider').finally(() => {
  console.warn = warn;
});
