'use client';
import {
  createLiveChatAuth,
  LiveChatAuthError,
  loadWidgetScript,
  type LiveChatAuthClient,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
  type WidgetScriptOptions,
} from '@lcw-auth/core';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { isEqual } from './is-equal.js';
import { createScope, ScopeContext, type Scope } from './scope.js';
import { createStableFunctions } from './stable-functions.js';

// React 18 warns about layout effects on the server.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** How many events the devtools can show. */
const maxEvents = 200;

interface SharedProps {
  /**
   * Inserts the widget's script once per page, as soon as options are given. When the script has failed, changed options insert
   * a new tag, and so does `retry()`. null: insert no tag yet, for example before the user's consent; `readyTimeout` then counts from the
   * insertion. Left out: the page has the tag itself.
   */
  script?: WidgetScriptOptions | null | undefined;
  children?: ReactNode;
}

/** Props of `<LiveChatAuthProvider>`: the options of `createLiveChatAuth`, or a client that was created outside React. */
export type LiveChatAuthProviderProps = SharedProps & (({ client?: undefined } & LiveChatAuthOptions) | { client: LiveChatAuthClient });

/**
 * Connects the page's Live Chat Widget to the signed-in user, for the hooks and components below it.
 * Functions may be new on every render: the client calls the newest, registers nothing again, and no consumer renders again.
 * An app whose widget may be ready before React mounts creates the client outside React and passes `client`.
 * @throws TypeError when a prop is misused; the message says what to write instead.
 */
export function LiveChatAuthProvider({ script, children, ...rest }: LiveChatAuthProviderProps): ReactNode {
  const shared = { script, children };
  if (rest.client && typeof rest.client.connect !== 'function')
    throw new TypeError(
      'client must be the result of createLiveChatAuth: write client={createLiveChatAuth({ ... })}, outside the component.',
    );
  if (rest.client) return <GivenClient {...shared} client={rest.client} />;
  const { client: _none, ...options } = rest;
  return <OwnClient {...shared} options={options} />;
}

function GivenClient({ client, ...shared }: SharedProps & { client: LiveChatAuthClient }): ReactNode {
  const scope = useMemo(() => createScope(client), [client]);
  return <Connection {...shared} scope={scope} />;
}

function OwnClient({ options, ...shared }: SharedProps & { options: LiveChatAuthOptions }): ReactNode {
  const [{ scope, apply }] = useState(() => createOwnClient(options));
  // Connect before the browser paints, so that the user cannot act before the client is connected.
  useBrowserLayoutEffect(() => apply(options));
  return <Connection {...shared} scope={scope} />;
}

function createOwnClient(initial: LiveChatAuthOptions) {
  const events: LiveChatAuthEvent[] = [];
  const toStable = createStableFunctions<LiveChatAuthOptions>();
  const read = (options: LiveChatAuthOptions) =>
    toStable({
      ...options,
      // The client turns its console off where `onEvent` is given. Here only the app's own `onEvent` counts.
      developmentConsole: options.developmentConsole ?? !options.onEvent,
      onEvent(event) {
        if (events.push(event) > maxEvents) events.shift();
        options.onEvent?.(event);
      },
    });
  let applied = read(initial);
  const scope = createScope(createLiveChatAuth(applied), { window: initial.window, events });

  /** Passes only the changed options. A removed prop becomes undefined, which means its default. */
  function apply(options: LiveChatAuthOptions) {
    const next = read(options);
    const names = Object.keys({ ...applied, ...next }) as (keyof LiveChatAuthOptions)[];
    const changes = names.filter((name) => !isEqual(applied[name], next[name])).map((name) => [name, next[name]]);
    applied = next;
    if (changes.length > 0) scope.client.setOptions(Object.fromEntries(changes) as Partial<LiveChatAuthOptions>);
  }
  return { scope, apply };
}

function Connection({ scope, script, children }: SharedProps & { scope: Scope }): ReactNode {
  const { client } = scope;
  const inserted = useRef<WidgetScriptOptions>(undefined);
  const [, fail] = useState();
  useEffect(() => scope.watchCards(), [scope]);
  // Insert the tag before the client connects, so that the client notices the result of its load.
  useEffect(() => {
    if (!script || isEqual(script, inserted.current)) return;
    inserted.current = script;
    loadWidgetScript(script).catch((error: unknown) => throwMisuse(error, fail));
    if (client.getState().widget.status === 'unavailable') client.retry();
  });
  const isWaiting = script === null;
  useEffect(() => (isWaiting ? undefined : client.connect()), [client, isWaiting]);
  return <ScopeContext.Provider value={scope}>{children}</ScopeContext.Provider>;
}

/** Throws a wrong option to the error boundary. A script that does not load becomes part of the state instead. */
function throwMisuse(error: unknown, fail: (update: () => never) => void) {
  if (error instanceof LiveChatAuthError) return;
  fail(() => {
    throw error;
  });
}
