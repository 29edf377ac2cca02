// Import this module before the widget's script, or inline it as a classic script. It records two events that may occur
// before the app runs: `lcw:ready`, which the widget raises only once, and a failed load of the widget's script.
// No other module of this library touches the window on import.
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
