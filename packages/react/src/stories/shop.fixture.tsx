import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { describeEvent } from '../devtools/describe-event.js';
import {
  LiveChatAuthProvider,
  useAuthToken,
  useBotSso,
  useLiveChatAuth,
  type LiveChatAuthClient,
  type WidgetScriptOptions,
} from '../index.js';
import { drawWidget, type Customer, type Stage } from './stage.fixture.js';
import './shop.fixture.css';

const customers = ['ann', 'bob'] as const;

interface ShopProps {
  stage: Stage;
  script?: WidgetScriptOptions | null;
  /** A client that was created outside React. Default: the provider creates one. */
  client?: LiveChatAuthClient | undefined;
  /** The subject of the story. A function receives a function that signs Ann in, on the page and on the server. */
  children?: ReactNode | ((signIn: () => Promise<void>) => ReactNode);
}

/** The page around the widget: the signed-in customer, the values of the hooks, and the events. */
export function Shop({ stage, script, client, children }: ShopProps): ReactNode {
  const [userId, setUserId] = useState(stage.signedIn);
  const switchTo = useCallback(
    (next: Customer | null) => {
      stage.signIn(next);
      setUserId(next);
      client?.setOptions({ userId: next });
    },
    [stage, client],
  );
  useEffect(() => drawWidget(stage, () => switchTo('ann')), [stage, switchTo]);
  useEffect(() => {
    if (stage.isReadyOnMount) stage.simulator.ready();
  }, [stage]);

  return (
    <LiveChatAuthProvider {...(client ? { client } : { ...stage.options, userId })} script={script}>
      <div className="shop">
        <header>
          <strong>Contoso Outdoor</strong>
          <span>{userId ? `Signed in as ${nameOf(userId)}` : 'Signed out'}</span>
          <nav aria-label="Account">
            {customers.map((customer) => (
              <button key={customer} type="button" aria-pressed={customer === userId} onClick={() => switchTo(customer)}>
                {nameOf(customer)}
              </button>
            ))}
            <button type="button" aria-pressed={userId === null} onClick={() => switchTo(null)}>
              Sign out
            </button>
          </nav>
        </header>
        <main>
          {typeof children === 'function' ? children(async () => switchTo('ann')) : children}
          <State />
          <Timeline stage={stage} />
        </main>
      </div>
    </LiveChatAuthProvider>
  );
}

const nameOf = (customer: Customer) => (customer === 'ann' ? 'Ann' : 'Bob');

function State() {
  const { status, userId, chat, error } = useLiveChatAuth();
  const authToken = useAuthToken();
  const botSso = useBotSso();
  const problem = error ?? botSso.error;
  const facts = {
    Widget: status,
    User: userId ?? 'no user',
    Token: authToken.status === 'signed-out' ? `signed-out (${authToken.cause})` : authToken.status,
    Subject: authToken.status === 'valid' ? `${authToken.claims.sub.slice(0, 8)}…` : 'none',
    Chat: chat.status === 'open' ? `open (${chat.authentication})` : chat.status,
    Bot: botSso.status,
    'Sign-in card': botSso.isSignInCardVisible ? 'open' : 'none open',
    Error: problem?.code ?? 'none',
    ...(problem && { Advice: problem.hint }),
  };
  return (
    <section aria-label="Hooks">
      <h2>Hooks</h2>
      <dl>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-fact={name}>{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="shop-button" onClick={() => void authToken.refresh()}>
        Fetch a new token
      </button>
    </section>
  );
}

function Timeline({ stage }: { stage: Stage }) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setCount(stage.events.length), 200);
    return () => clearInterval(timer);
  }, [stage]);
  return (
    <section aria-label="Events on this page">
      <h2>Events on this page</h2>
      {/* It scrolls, so it has to be reachable with the keyboard. */}
      <ol className="shop-events" tabIndex={0} aria-label="Events">
        {stage.events.slice(0, count).map((event, position) => (
          <li key={`${event.at}-${event.type}-${String(position)}`}>{describeEvent(event)}</li>
        ))}
      </ol>
    </section>
  );
}
