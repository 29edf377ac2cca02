import { createLiveChatAuth, LiveChatAuthProvider, useLiveChatAuth, type LiveChatAuthClient } from '@lcw-auth/react';
import { memo, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { compare, middleMean, turn, warmUp, type Row } from './measure.js';
import { clientOptions, clientWithToken, putWidget, raiseReady, takeWidget, token } from './widget.js';
import type { WidgetWindow } from '@lcw-auth/core';

const sdk = () => (window as WidgetWindow).Microsoft!.Omnichannel!.LiveChatWidget!.SDK!;
const register = () => sdk().setAuthTokenProvider((callback) => callback(token));

/** Microseconds from `lcw:ready` to `setAuthTokenProvider`, with a token held. `after` prepares what the page does on ready. */
async function fromReady(after: () => (() => void) | Promise<() => void>): Promise<number> {
  takeWidget();
  const undo = await after();
  let registered = 0;
  const done = new Promise<void>((resolve) => {
    putWidget(() => {
      registered = performance.now();
      resolve();
    });
  });
  await turn();
  warmUp();
  const start = performance.now();
  raiseReady();
  await done;
  await turn();
  undo();
  return (registered - start) * 1000;
}

function handWritten() {
  window.addEventListener('lcw:ready', register, { once: true });
  return () => window.removeEventListener('lcw:ready', register);
}

/** Microsoft's sample, which awaits the token inside the listener. */
function promiseSample() {
  const listener = () => void Promise.resolve(token).then(register);
  window.addEventListener('lcw:ready', listener, { once: true });
  return () => window.removeEventListener('lcw:ready', listener);
}

function mounted(tree: ReactNode) {
  const root = createRoot(document.createElement('div'));
  flushSync(() => root.render(tree));
  return () => flushSync(() => root.unmount());
}

function ThroughState() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const listener = () => setReady(true);
    window.addEventListener('lcw:ready', listener);
    return () => window.removeEventListener('lcw:ready', listener);
  }, []);
  useEffect(() => {
    if (isReady) register();
  }, [isReady]);
  return null;
}

let isStoreReady = false;
function subscribeToReady(changed: () => void) {
  const listener = () => {
    isStoreReady = true;
    changed();
  };
  window.addEventListener('lcw:ready', listener);
  return () => window.removeEventListener('lcw:ready', listener);
}
function throughStore() {
  isStoreReady = false;
  return mounted(<ThroughStore />);
}
function ThroughStore() {
  const isReady = useSyncExternalStore(subscribeToReady, () => isStoreReady);
  useEffect(() => {
    if (isReady) register();
  }, [isReady]);
  return null;
}

const Consumer = memo(() => {
  useLiveChatAuth();
  return null;
});

async function lcwAuth(consumers: number) {
  const { client, disconnect } = await clientWithToken();
  const unmount = mountedWith(client, consumers);
  return () => {
    unmount();
    disconnect();
  };
}

function mountedWith(client: LiveChatAuthClient, consumers: number) {
  const children = Array.from({ length: consumers }, (_, index) => <Consumer key={index} />);
  return mounted(<LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>);
}

const idleStore = { subscribe: () => () => {}, get: () => 1 };
const Idle = memo(() => {
  useSyncExternalStore(idleStore.subscribe, idleStore.get);
  return null;
});

/** The hand-written listener on a page of the same size. */
function handWrittenUnder(consumers: number) {
  const unmount = mounted(Array.from({ length: consumers }, (_, index) => <Idle key={index} />));
  const unlisten = handWritten();
  return () => {
    unlisten();
    unmount();
  };
}

export function ready(rounds: number): Promise<Row[]> {
  return compare(
    {
      'hand-written listener': () => fromReady(handWritten),
      'lcw-auth': () => fromReady(() => lcwAuth(1)),
      "Microsoft's promise sample": () => fromReady(promiseSample),
      'useSyncExternalStore and an effect': () => fromReady(throughStore),
      'useState and an effect': () => fromReady(() => mounted(<ThroughState />)),
    },
    rounds,
    middleMean,
  );
}

export function readyUnderConsumers(rounds: number): Promise<Row[]> {
  return compare(
    {
      'hand-written listener': () => fromReady(() => handWrittenUnder(1000)),
      'lcw-auth': () => fromReady(() => lcwAuth(1000)),
    },
    rounds,
    middleMean,
  );
}

/** Microseconds from the start of `begin` to `setAuthTokenProvider`, on a page that remembers `lcw:ready`. */
async function fromStart(prepare: () => Promise<() => () => void> | (() => () => void)): Promise<number> {
  takeWidget();
  latch[readyLatch] = true;
  let registered = 0;
  putWidget(() => (registered = performance.now()));
  const begin = await prepare();
  await turn();
  warmUp();
  const start = performance.now();
  const undo = begin();
  await turn();
  undo();
  return (registered - start) * 1000;
}

const latch = window as unknown as Record<symbol, boolean>;
const readyLatch = Symbol.for('lcw-auth.ready');

function handWrittenLate() {
  if (latch[readyLatch]) register();
  else window.addEventListener('lcw:ready', register, { once: true });
  return () => window.removeEventListener('lcw:ready', register);
}

/** With a token that was requested before, as in an app with a signed-in user. */
async function lcwAuthLate() {
  const client = createLiveChatAuth(clientOptions);
  await client.getAuthToken();
  return () => client.connect();
}

export function readyBefore(rounds: number): Promise<Row[]> {
  return compare(
    { 'hand-written check': () => fromStart(() => handWrittenLate), 'lcw-auth, connect()': () => fromStart(lcwAuthLate) },
    rounds,
    middleMean,
  );
}
