// Import this before the widget's script, or inline it as a classic script. It remembers what happens before the app runs:
// `lcw:ready`, which the widget raises only once, and a failed load of the widget's script.
// The only module of this library that touches the window on import.
if (typeof window !== 'undefined') {
  const mark = (name: string) => {
    (window as unknown as Record<symbol, boolean>)[Symbol.for(name)] = true;
  };
  window.addEventListener('lcw:ready', () => mark('lcw-auth.ready'), { once: true });
  window.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof Element && target.id === 'Microsoft_Omnichannel_LCWidget') target.setAttribute('data-lcw-auth-failed', '');
    },
    true,
  );
}
