// Put this before the widget's script, as a module or inlined as a classic script: it remembers a `lcw:ready` that
// comes before the app is there to hear it. The one module of this library that touches the window on import.
if (typeof window !== 'undefined') {
  window.addEventListener(
    'lcw:ready',
    () => {
      (window as unknown as Record<symbol, boolean>)[Symbol.for('lcw-auth.ready')] = true;
    },
    { once: true },
  );
}
