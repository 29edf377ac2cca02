import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { drawOpenChat, showSignInCard } from './widget-ui.fixture.js';

const items = (log: HTMLElement) =>
  within(log)
    .getAllByRole('listitem')
    .map((item) => item.textContent);

describe('messages', () => {
  it('name the sender and the time', async () => {
    const fiveAfterSeven = new Date(2026, 1, 28, 7, 5);
    vi.useFakeTimers({ toFake: ['Date'], now: fiveAfterSeven });
    onTestFinished(() => void vi.useRealTimers());
    const { widget, simulator } = await drawOpenChat();
    simulator.receiveMessage('Hello!');
    const row = (await widget.findByText('Hello!')).closest('li');
    expect(row).toHaveTextContent('Virtual assistant07:05Hello!');
    expect(row?.querySelector('time')).toHaveAttribute('datetime', fiveAfterSeven.toISOString());
  });

  it('are shown as text, even when they contain markup', async () => {
    const { widget, root, simulator } = await drawOpenChat();
    simulator.receiveMessage('<img src=x onerror=alert(1)>');
    expect(await widget.findByText('<img src=x onerror=alert(1)>')).toBeInTheDocument();
    expect(root.querySelector('img')).toBeNull();
  });

  it('are added to a live log whose earlier entries stay the same elements', async () => {
    const { widget, simulator } = await drawOpenChat();
    simulator.receiveMessage('First.');
    const first = await widget.findByText('First.');
    simulator.receiveMessage('Second.');
    await widget.findByText('Second.');

    expect(widget.getByRole('log', { name: 'Conversation' })).toHaveAttribute('aria-live', 'polite');
    expect(widget.getByText('First.')).toBe(first);
    expect(items(widget.getByRole('log')).slice(-2)).toEqual([expect.stringContaining('First.'), expect.stringContaining('Second.')]);
  });

  it('show the typing indicator until the message arrives', async () => {
    const { widget, simulator } = await drawOpenChat();
    simulator.setTyping('agent');
    expect(await widget.findByText('Agent is typing')).toBeInTheDocument();
    simulator.setTyping(null);
    await waitFor(() => expect(widget.queryByText('Agent is typing')).toBeNull());
  });
});

describe('the composer', () => {
  it('sends with Enter and empties itself', async () => {
    const { widget, user, simulator } = await drawOpenChat();
    const field = widget.getByRole('textbox');
    await user.type(field, 'Where is my order?{Enter}');

    expect(await widget.findByText('Where is my order?')).toBeInTheDocument();
    expect(field).toHaveValue('');
    await waitFor(() =>
      expect(simulator.conversations.at(-1)?.messages.at(-1)).toMatchObject({ from: 'customer', text: 'Where is my order?' }),
    );
  });

  it('starts a new line with Shift and Enter', async () => {
    const { widget, user } = await drawOpenChat();
    await user.type(widget.getByRole('textbox'), 'one{Shift>}{Enter}{/Shift}two');
    expect(widget.getByRole('textbox')).toHaveValue('one\ntwo');
  });

  it('does not send a message of spaces, and keeps the button focusable', async () => {
    const { widget, user, simulator } = await drawOpenChat();
    const send = widget.getByRole('button', { name: 'Send message' });
    expect(send).toHaveAttribute('aria-disabled', 'true');
    await user.type(widget.getByRole('textbox'), '   ');
    await user.click(send);
    expect(simulator.getState().messages.filter(({ from }) => from === 'customer')).toEqual([]);
  });

  it('ignores Enter while an input method composes', async () => {
    const { widget, simulator } = await drawOpenChat();
    const field = widget.getByRole<HTMLTextAreaElement>('textbox');
    field.value = 'にほ';
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    expect(field).toHaveValue('にほ');
    expect(simulator.getState().messages.filter(({ from }) => from === 'customer')).toEqual([]);
  });
});

describe('the sign-in card', () => {
  it('is drawn when the widget shows it, not while it is held', async () => {
    vi.useFakeTimers();
    const { widget, simulator } = await drawOpenChat();
    const decided = simulator.sendSignInCard({ signInId: 'card-1', text: 'Please sign in.' });
    await vi.advanceTimersByTimeAsync(1);
    expect(widget.queryByText('Please sign in.')).toBeNull();

    await vi.advanceTimersByTimeAsync(5_000);
    expect((await decided).shown).toBe(true);
    expect(widget.getByRole('region', { name: 'Sign in to continue' })).toHaveTextContent('Please sign in.');
    vi.useRealTimers();
  });

  it('calls the page when its button is pressed', async () => {
    const onSignInClick = vi.fn<() => void>();
    const { widget, user, simulator } = await drawOpenChat({ onSignInClick });
    await showSignInCard(simulator);
    await user.click(widget.getByRole('button', { name: 'Sign in' }));
    expect(onSignInClick).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ signInId: 'card-1', visibility: 'shown' }));
  });

  it('opens its https page in a new window by default', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    const { widget, user, simulator } = await drawOpenChat();
    await showSignInCard(simulator);
    await user.click(widget.getByRole('button', { name: 'Sign in' }));
    expect(open).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^https:.*signin=card-1/), '_blank', 'noopener,noreferrer');
    open.mockRestore();
  });
});
