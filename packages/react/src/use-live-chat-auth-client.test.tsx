import { act, render, screen } from '@testing-library/react';
import { memo } from 'react';
import { expect, it } from 'vitest';
import { createFakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider, useLiveChatAuthClient } from './index.js';

it('returns the client, and renders again only when the user changes or signs out', () => {
  const client = createFakeClient();
  let renders = 0;
  const Chat = memo(function Chat() {
    renders += 1;
    const found = useLiveChatAuthClient();
    expect(found).toBe(client);
    return <p>{found.getState().userId ?? 'no user'}</p>;
  });
  render(
    <LiveChatAuthProvider client={client}>
      <Chat />
    </LiveChatAuthProvider>,
  );
  act(() => client.setState({ widget: { status: 'ready' } }));
  expect(renders).toBe(1);
  act(() => client.setState({ userId: 'bert' }));
  expect(screen.getByText('bert')).toBeInTheDocument();
  expect(renders).toBe(2);
  act(() => client.setState({ authToken: { status: 'signed-out', cause: 'signed-out' } }));
  expect(renders).toBe(3);
});

it('says what to write outside a provider', () => {
  const Chat = () => <p>{useLiveChatAuthClient().getState().userId}</p>;
  expect(() => render(<Chat />)).toThrow(/useLiveChatAuthClient needs a provider above it/u);
});
