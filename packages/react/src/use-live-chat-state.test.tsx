import { act, render, screen } from '@testing-library/react';
import { memo, StrictMode } from 'react';
import { expect, it } from 'vitest';
import { createFakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider, useAuthToken, useLiveChatAuth, useLiveChatState } from './index.js';

const claims = { iss: 'https://shop.example', sub: 'c1', iat: 1, exp: 901, contextVariables: [] };

it('renders only the consumer that a change concerns, once', () => {
  const client = createFakeClient();
  const renders = { widget: 0, token: 0, user: 0 };
  const Widget = memo(function Widget() {
    renders.widget += 1;
    return <p>{useLiveChatState((state) => state.widget.status)}</p>;
  });
  const Token = memo(function Token() {
    renders.token += 1;
    return <p>{useAuthToken().status}</p>;
  });
  const User = memo(function User() {
    renders.user += 1;
    return <p>{useLiveChatAuth().userId}</p>;
  });
  render(
    <LiveChatAuthProvider client={client}>
      <Widget />
      <Token />
      <User />
    </LiveChatAuthProvider>,
  );
  expect(renders).toEqual({ widget: 1, token: 1, user: 1 });

  act(() => client.setState({ authToken: { status: 'pending' } }));
  expect(renders).toEqual({ widget: 1, token: 2, user: 1 });

  act(() => client.setState({ authToken: { status: 'valid', expiresAt: 901_000, claims, refreshing: false, error: null, warnings: [] } }));
  expect(renders).toEqual({ widget: 1, token: 3, user: 1 });

  act(() => client.setState({ widget: { status: 'ready' } }));
  expect(renders).toEqual({ widget: 2, token: 3, user: 2 });
});

it('renders no consumer when the app renders again with new functions', () => {
  const client = createFakeClient();
  let renders = 0;
  const Consumer = memo(function Consumer() {
    renders += 1;
    return <p>{useLiveChatAuth().status}</p>;
  });
  const App = ({ label }: { label: string }) => (
    <LiveChatAuthProvider client={client}>
      <h1>{label}</h1>
      <Consumer />
    </LiveChatAuthProvider>
  );
  const { rerender } = render(<App label="one" />);
  for (const label of ['two', 'three', 'four']) rerender(<App label={label} />);
  expect(screen.getByRole('heading')).toHaveTextContent('four');
  expect(renders).toBe(1);
});

it('accepts a selector that creates a new object each time', () => {
  const client = createFakeClient();
  let renders = 0;
  function Consumer() {
    renders += 1;
    const { status, cards } = useLiveChatState(({ widget, botSso }) => ({
      status: widget.status,
      cards: botSso.cards.map((card) => card.signInId),
    }));
    return (
      <p>
        {status} {cards.length}
      </p>
    );
  }
  render(
    <LiveChatAuthProvider client={client}>
      <Consumer />
    </LiveChatAuthProvider>,
  );
  act(() => client.setState({ authToken: { status: 'pending' } }));
  expect(renders).toBe(1);
  act(() => client.setState({ widget: { status: 'ready' } }));
  expect(screen.getByText('ready 0')).toBeInTheDocument();
  expect(renders).toBe(2);
});

it('ignores a change when isEqual returns true', () => {
  const client = createFakeClient();
  const isEqual = (a: string, b: string) => a.length === b.length;
  const Consumer = () => <p>{useLiveChatState((state) => state.userId ?? '', isEqual)}</p>;
  render(
    <LiveChatAuthProvider client={client}>
      <Consumer />
    </LiveChatAuthProvider>,
  );
  act(() => client.setState({ userId: 'ann' }));
  expect(screen.getByText('ann')).toBeInTheDocument();
  act(() => client.setState({ userId: 'bob' }));
  expect(screen.getByText('ann')).toBeInTheDocument();
});

it('follows a selector that depends on a prop', () => {
  const client = createFakeClient({ userId: 'ann', widget: { status: 'ready' } });
  const Consumer = ({ part }: { part: 'userId' | 'widget' }) => (
    <p>{useLiveChatState((state) => (part === 'userId' ? state.userId : state.widget.status))}</p>
  );
  const App = ({ part }: { part: 'userId' | 'widget' }) => (
    <LiveChatAuthProvider client={client}>
      <Consumer part={part} />
    </LiveChatAuthProvider>
  );
  const { rerender } = render(<App part="userId" />, { wrapper: StrictMode });
  expect(screen.getByText('ann')).toBeInTheDocument();
  rerender(<App part="widget" />);
  expect(screen.getByText('ready')).toBeInTheDocument();
});

it('stops listening when it is unmounted', () => {
  const client = createFakeClient();
  const Consumer = () => <p>{useLiveChatAuth().status}</p>;
  const { unmount } = render(
    <LiveChatAuthProvider client={client}>
      <Consumer />
    </LiveChatAuthProvider>,
    { wrapper: StrictMode },
  );
  // The provider listens too.
  expect(client.listeners).toBe(2);
  unmount();
  expect(client.listeners).toBe(0);
});
