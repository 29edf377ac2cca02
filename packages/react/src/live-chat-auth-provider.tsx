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
import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { isEqual } from './is-equal.js';
import { createScope, ScopeContext, type Scope } from './scope.js';
import { createStableFunctions } from './stable-functions.js';
import { useLatest } from './use-latest.js';

// React 18 warns of layout effects on the server.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** As many events as the devtools can show. */
const maxEvents = 200;
/** The place of the provider's own bot options. */
const outermost = 0;

interface SharedProps {
  /**
   * Inserts the widget's script, once per page, as soon as options are given. Null: not yet, e.g. before consent; then
   * `readyTimeout` counts from the insertion. Left out: the page has the tag itself.
   */
  script?: WidgetScriptOptions | null | undefined;
  children?: ReactNode;
}

/** Props of `<LiveChatAuthProvider>`: the options, or a client that was created outside React. */
export type LiveChatAuthProviderProps = SharedProps & (({ client?: never } & LiveChatAuthOptions) | { client: LiveChatAuthClient });

/**
 * Connects the page's Live Chat Widget to the signed-in user, for the hooks and components below it.
 * Functions may be new on every render: the newest are called, nothing registers again and no consumer renders again.
 * An app whose widget may be ready before React mounts creates the client outside React and passes `client`.
 */
export function LiveChatAuthProvider({ script, children, ...rest }: LiveChatAuthProviderProps): ReactNode {
  const shared = { script, children };
  return rest.client ? <GivenClient {...shared} client={rest.client} /> : <OwnClient {...shared} options={rest} />;
}

function GivenClient({ client, ...shared }: SharedProps & { client: LiveChatAuthClient }): ReactNode {
  const scope = useMemo(() => createScope(client, { readBotSso: () => client.getOptions().botSso }), [client]);
  return <Connection {...shared} scope={scope} />;
}

function OwnClient({ options, ...shared }: SharedProps & { options: LiveChatAuthOptions }): ReactNode {
  const [{ scope, apply }] = useState(() => createOwn(options));
  const { botSso } = options;
  // Before paint, and before anyone can act on what the page now shows.
  useBrowserLayoutEffect(() => apply(options));
  useEffect(() => (botSso ? scope.supplyBotSso(outermost, botSso) : undefined), [scope, botSso]);
  return <Connection {...shared} scope={scope} />;
}

function createOwn({ botSso, ...initial }: LiveChatAuthOptions) {
  const events: LiveChatAuthEvent[] = [];
  const stable = createStableFunctions<LiveChatAuthOptions>();
  const read = (options: LiveChatAuthOptions) =>
    stable({
      ...options,
      onEvent(event) {
        if (events.push(event) > maxEvents) events.shift();
        options.onEvent?.(event);
      },
    });
  let applied = read(initial);
  const scope = createScope(createLiveChatAuth({ ...applied, botSso }), { window: initial.window, events });

  function apply({ botSso: _supplied, ...options }: LiveChatAuthOptions) {
    const next = read(options);
    if (isEqual(applied, next)) return;
    // A prop that is taken away becomes its default again.
    const gone = Object.fromEntries(Object.keys(applied).map((name) => [name, undefined]));
    applied = next;
    scope.client.setOptions({ ...gone, ...next });
  }
  return { scope, apply };
}

function Connection({ scope, script, children }: SharedProps & { scope: Scope }): ReactNode {
  const latestScript = useLatest(script);
  // Options that come later are news; others in their place are not: the tag is there for the page's life.
  const isGiven = script && true;
  const [, fail] = useState();
  useEffect(() => {
    if (isGiven === null) return undefined;
    // The tag has to be there when the client connects: the client sees it fail by itself.
    if (latestScript.current) loadWidgetScript(latestScript.current).catch((error: unknown) => throwMisuse(error, fail));
    return scope.client.connect();
  }, [scope, isGiven, latestScript]);
  return <ScopeContext.Provider value={scope}>{children}</ScopeContext.Provider>;
}

/** An option that is missing or unsafe is for the error boundary; a script that does not load is in the state. */
function throwMisuse(error: unknown, fail: (update: () => never) => void) {
  if (error instanceof LiveChatAuthError) return;
  fail(() => {
    throw error;
  });
}
