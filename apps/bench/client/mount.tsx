import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { compare, type Row } from './measure.js';
import { peers, type Peer } from './peers.js';
import { takeWidget } from './widget.js';

/** Measures how long a provider with the given number of consumers takes to mount, in milliseconds. */
export function mount(consumers: number, rounds: number): Promise<Row[]> {
  const run =
    ({ Provider, Consumer, before }: Peer) =>
    () => {
      takeWidget();
      const undo = before?.();
      const root = createRoot(document.createElement('div'));
      const children = Array.from({ length: consumers }, (_, index) => createElement(Consumer, { key: index }));
      const start = performance.now();
      flushSync(() => root.render(<Provider>{children}</Provider>));
      const took = performance.now() - start;
      flushSync(() => root.unmount());
      undo?.();
      return took;
    };
  return compare(Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, run(peer)])), rounds);
}
