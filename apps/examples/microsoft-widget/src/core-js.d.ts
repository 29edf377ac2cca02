declare module 'core-js-pure/features/observable' {
  const Observable: unknown;
  export default Observable;
}
