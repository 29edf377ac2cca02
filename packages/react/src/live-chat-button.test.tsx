import { LiveChatAuthError } from '@lcw-auth/core';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { english, german, LiveChatAuthProvider, LiveChatButton, LiveChatReady, LiveChatUnavailable } from './index.js';

const missing = new LiveChatAuthError('widget-not-ready');
const show = (client: FakeClient, children: ReactNode) =>
  render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>
    </StrictMode>,
  );

it('opens the chat once when it is pressed several times', async () => {
  const client = createFakeClient({ widget: { status: 'ready' } });
  let opened = () => {};
  client.startChat.mockImplementation(() => new Promise((resolve) => (opened = resolve)));
  show(client, <LiveChatButton startOptions={{ inNewWindow: true }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Chat with us' }));
  const busy = screen.getByRole('button', { name: 'Opening the chat…' });
  expect(busy).toHaveAttribute('aria-busy', 'true');
  await userEvent.click(busy);
  expect(client.startChat).toHaveBeenCalledExactlyOnceWith({ inNewWindow: true });
  await act(async () => opened());
  expect(screen.getByRole('button', { name: 'Chat with us' })).toHaveAttribute('aria-busy', 'false');
});

it('shows a message when the chat did not open, calls onError, and can be pressed again', async () => {
  const client = createFakeClient({ widget: { status: 'ready' } });
  const failure = new Error('no');
  const onError = vi.fn<(error: unknown) => void>();
  client.startChat.mockRejectedValueOnce(failure);
  show(client, <LiveChatButton onError={onError} />);
  const note = screen.getByRole('status');
  expect(note).toBeEmptyDOMElement();
  await userEvent.click(screen.getByRole('button'));
  expect(note).toHaveTextContent('The chat did not open. Please try again.');
  expect(onError).toHaveBeenCalledExactlyOnceWith(failure);
  await userEvent.click(screen.getByRole('button'));
  expect(note).toBeEmptyDOMElement();
});

it('looks for an unavailable widget again when it is pressed', async () => {
  const client = createFakeClient({ widget: { status: 'unavailable', error: missing } });
  client.startChat.mockRejectedValue(missing);
  show(client, <LiveChatButton />);
  await userEvent.click(screen.getByRole('button'));
  expect(client.retry).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status')).toHaveTextContent('The chat is not available right now.');
});

it('accepts a label, a class and the attributes of a button', () => {
  show(
    createFakeClient(),
    <LiveChatButton className="mine" id="chat">
      Ask <b>us</b>
    </LiveChatButton>,
  );
  const button = screen.getByRole('button', { name: 'Ask us' });
  expect(button).toHaveClass('lcw-auth-button', 'mine');
  expect(button).toHaveAttribute('id', 'chat');
});

it('LiveChatReady shows its fallback until the widget is ready', () => {
  const client = createFakeClient();
  show(client, <LiveChatReady fallback={<p>Loading</p>}>Ready</LiveChatReady>);
  expect(screen.getByText('Loading')).toBeInTheDocument();
  act(() => client.setState({ widget: { status: 'ready' } }));
  expect(screen.getByText('Ready')).toBeInTheDocument();
  expect(screen.queryByText('Loading')).not.toBeInTheDocument();
});

it('LiveChatUnavailable shows a note with a retry button only while the widget is unavailable', async () => {
  const client = createFakeClient();
  show(client, <LiveChatUnavailable />);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  act(() => client.setState({ widget: { status: 'unavailable', error: missing } }));
  expect(screen.getByText('The chat is not available right now.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(client.retry).toHaveBeenCalledTimes(1);
  act(() => client.setState({ widget: { status: 'waiting' } }));
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('LiveChatUnavailable shows the children of the app instead, and passes them the reason', async () => {
  const client = createFakeClient({ widget: { status: 'unavailable', error: missing } });
  const { rerender } = show(client, <LiveChatUnavailable>Call 555-0100</LiveChatUnavailable>);
  expect(screen.getByText('Call 555-0100')).toBeVisible();
  rerender(
    <LiveChatAuthProvider client={client}>
      <LiveChatUnavailable>
        {({ error, retry }) => (
          <button type="button" onClick={retry}>
            {error.code}
          </button>
        )}
      </LiveChatUnavailable>
    </LiveChatAuthProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'widget-not-ready' }));
  expect(client.retry).toHaveBeenCalledTimes(1);
});

it('has a German text for every English text', () => {
  expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted());
  const same = Object.keys(english).filter((key) => german[key as keyof typeof german] === english[key as keyof typeof english]);
  expect(same).toEqual([]);
});
