import { LiveChatAuthProvider, useAuthToken, useLiveChatAuth, useLiveChatState, type LiveChatAuthClient } from '@lcw-auth/react';
import { createElement, memo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { turn } from './measure.js';
import { peers, type Peer } from './peers.js';
import { clientWithToken, clientOptions, putWidget, raiseReady, takeWidget } from './widget.js';

const many = 1000;
const settle = () => new Promise((resolve) => setTimeout(resolve, 100));

/** Counts the renders of 1,000 consumers when the app above them renders again and passes new inline callbacks. */
export async function rendersOfParent(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const names: (keyof typeof peers)[] = [
    'lcw-auth useBotSso',
    'react-use-intercom',
    'react-stripe-js',
    'react-oidc-context',
    'auth0-react',
  ];
  for (const name of names) {
    const { Provider, Consumer }: Peer = peers[name];
    let renders = 0;
    const onRender = () => (renders += 1);
    const consumers = Array.from({ length: many }, (_, index) => createElement(Consumer, { key: index, onRender }));
    let again = () => {};
    const App = () => {
      const [, setCount] = useState(0);
      again = () => setCount((count) => count + 1);
      return <Provider>{consumers}</Provider>;
    };
    const root = createRoot(document.createElement('div'));
    flushSync(() => root.render(<App />));
    await settle();
    renders = 0;
    flushSync(again);
    await settle();
    counts[name] = renders;
    flushSync(() => root.unmount());
  }
  return counts;
}

/** Renders of 1,000 consumers after a change of the bot's cards. One consumer reads the cards; the others read the token. */
export async function rendersOfChange(): Promise<number> {
  takeWidget();
  const { client, disconnect } = await clientWithToken();
  let renders = 0;
  const One = memo(() => {
    useLiveChatState(({ botSso }) => botSso.status);
    renders += 1;
    return null;
  });
  const Other = memo(() => {
    useAuthToken();
    renders += 1;
    return null;
  });
  const others = Array.from({ length: many - 1 }, (_, index) => <Other key={index} />);
  const root = render(client, [<One key="one" />, ...others]);
  await settle();
  renders = 0;
  client.setOptions({ botSso: { getToken: () => Promise.resolve(null) } });
  await settle();
  root.unmount();
  disconnect();
  return renders;
}

/** Counts the renders of 1,000 consumers of `useLiveChatAuth` from mount to ready. Returns the highest count, without the first render. */
export async function rendersToReady(): Promise<number> {
  takeWidget();
  putWidget();
  const renders = Array.from({ length: many }, () => 0);
  const Consumer = memo(({ index }: { index: number }) => {
    useLiveChatAuth();
    renders[index]! += 1;
    return null;
  });
  const root = createRoot(document.createElement('div'));
  const consumers = renders.map((_, index) => <Consumer key={index} index={index} />);
  flushSync(() => root.render(<LiveChatAuthProvider {...clientOptions}>{consumers}</LiveChatAuthProvider>));
  await turn();
  raiseReady();
  await settle();
  root.unmount();
  return Math.max(...renders) - 1;
}

function render(client: LiveChatAuthClient, children: React.ReactNode): Root {
  const root = createRoot(document.createElement('div'));
  flushSync(() => root.render(<LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>));
  return root;
}
