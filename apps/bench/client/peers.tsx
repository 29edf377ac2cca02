import { Auth0Provider, useAuth0 } from '@auth0/auth0-react';
import { createLiveChatAuth, LiveChatAuthProvider, useBotSso, type LiveChatAuthClient } from '@lcw-auth/react';
import { Elements, useStripe } from '@stripe/react-stripe-js';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { createContext, memo, useContext, useState, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { AuthProvider, useAuth } from 'react-oidc-context';
import { IntercomProvider, useIntercom } from 'react-use-intercom';
import { create } from 'zustand';
import { clientOptions } from './widget.js';

/** One library's provider and a consumer of its state. Callbacks are inline, as apps write them. */
export interface Peer {
  Provider: ComponentType<{ children: ReactNode }>;
  Consumer: ComponentType<{ onRender?: () => void }>;
  /** Prepares the page before React mounts. Returns a function that undoes it. */
  before?: () => () => void;
}

const consumer = (useIt: () => unknown) =>
  memo(function Consumer({ onRender }: { onRender?: () => void }) {
    useIt();
    onRender?.();
    return <i />;
  });

const bareStore = { subscribe: () => () => {}, get: () => 1 };
/** The smallest provider with a store: a context and a list of listeners. */
const createListenedStore = () => {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { subscribe, get: () => 1 };
};
const StoreContext = createContext(createListenedStore());
const StoreProvider = ({ children }: { children: ReactNode }) => {
  const [store] = useState(createListenedStore);
  return <StoreContext.Provider value={store}>{children}</StoreContext.Provider>;
};
const useListenedStore = () => {
  const { subscribe, get } = useContext(StoreContext);
  return useSyncExternalStore(subscribe, get);
};

const useZustand = create(() => ({ status: 'idle' }));
const queryClient = new QueryClient();
queryClient.setQueryData(['token'], 1);

const Own = ({ children }: { children: ReactNode }) => (
  <LiveChatAuthProvider {...clientOptions} botSso={{ getToken: () => Promise.resolve(null) }} onEvent={() => {}}>
    {children}
  </LiveChatAuthProvider>
);
let client: LiveChatAuthClient;
function connectOutside() {
  client = createLiveChatAuth(clientOptions);
  return client.connect();
}
const Given = ({ children }: { children: ReactNode }) => <LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>;

export const peers = {
  'no hook': { Provider: ({ children }) => children, Consumer: consumer(() => null) },
  'bare store with a selector': {
    Provider: ({ children }) => children,
    Consumer: consumer(() => useSyncExternalStore(bareStore.subscribe, bareStore.get)),
  },
  'smallest provider with a store': { Provider: StoreProvider, Consumer: consumer(useListenedStore) },
  'lcw-auth provider, no hook': { Provider: Own, Consumer: consumer(() => null) },
  'lcw-auth useBotSso': { Provider: Own, Consumer: consumer(useBotSso) },
  'lcw-auth useBotSso, client created outside React': { Provider: Given, Consumer: consumer(useBotSso), before: connectOutside },
  zustand: { Provider: ({ children }) => children, Consumer: consumer(() => useZustand((state) => state.status)) },
  'TanStack useQuery in each': {
    Provider: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
    Consumer: consumer(() => useQuery({ queryKey: ['token'], queryFn: () => 1, staleTime: Infinity })),
  },
  'react-use-intercom': {
    Provider: ({ children }) => (
      <IntercomProvider appId="bench" shouldInitialize={false} onHide={() => {}}>
        {children}
      </IntercomProvider>
    ),
    Consumer: consumer(useIntercom),
  },
  'react-stripe-js': {
    Provider: ({ children }) => <Elements stripe={null}>{children}</Elements>,
    Consumer: consumer(useStripe),
  },
  'react-oidc-context': {
    Provider: ({ children }) => (
      <AuthProvider authority="http://localhost" client_id="bench" redirect_uri="http://localhost" onSigninCallback={() => {}}>
        {children}
      </AuthProvider>
    ),
    Consumer: consumer(useAuth),
  },
  'auth0-react': {
    Provider: ({ children }) => (
      <Auth0Provider domain="localhost" clientId="bench" onRedirectCallback={() => {}}>
        {children}
      </Auth0Provider>
    ),
    Consumer: consumer(useAuth0),
  },
} satisfies Record<string, Peer>;
