import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { drawOpenChat, drawWidget, shadowRoot, whileConnecting } from './widget-ui.fixture.js';

const focused = () => shadowRoot().activeElement;

describe('focus', () => {
  it('moves into the panel when it opens, and to the composer when the chat is open', async () => {
    const { widget, user } = drawWidget();
    await user.click(widget.getByRole('button', { name: /Let's chat/ }));
    await waitFor(() => expect(focused()).toBe(widget.getByRole('textbox')));
  });

  it('is on the heading while the chat starts', async () => {
    const { widget, simulator } = drawWidget();
    const seen = whileConnecting(simulator, focused);
    await simulator.startChat();
    expect(await seen).toBe(widget.getByRole('heading', { name: 'Chat with us' }));
    expect(focused()).toBe(widget.getByRole('textbox'));
  });

  it('returns to the chat button with Escape', async () => {
    const { widget, user } = drawWidget();
    await user.click(widget.getByRole('button', { name: /Let's chat/ }));
    await widget.findByRole('textbox');
    await user.keyboard('{Escape}');
    expect(widget.queryByRole('dialog')).toBeNull();
    expect(focused()).toBe(widget.getByRole('button', { name: /Let's chat/ }));
  });

  it("returns to the page's own button that opened the chat", async () => {
    const opener = document.body.appendChild(document.createElement('button'));
    opener.focus();
    const { user } = await drawOpenChat();
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(opener);
    opener.remove();
  });

  it('does not move when messages and errors arrive', async () => {
    const { widget, simulator } = await drawOpenChat();
    const field = widget.getByRole('textbox');
    expect(focused()).toBe(field);
    simulator.receiveMessage('Hello!');
    simulator.reportError(2);
    expect(focused()).toBe(field);
  });

  it('stays in the page when the panel was open before the UI was drawn', async () => {
    const { unmount, simulator } = await drawOpenChat();
    unmount();
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    const { mountWidgetUi } = await import('./mount-widget-ui.js');
    const again = mountWidgetUi(simulator, document.body);
    expect(document.activeElement).toBe(field);
    again();
    field.remove();
  });

  it('moves to the question whether to end the chat, and Escape closes the question', async () => {
    const { widget, user } = await drawOpenChat();
    await user.click(widget.getByRole('button', { name: 'Close chat' }));
    expect(focused()).toBe(widget.getByRole('button', { name: 'End chat' }));
    await user.keyboard('{Escape}');
    expect(widget.queryByRole('alertdialog')).toBeNull();
    expect(widget.getByRole('dialog')).toBeInTheDocument();
    expect(focused()).toBe(widget.getByRole('button', { name: 'Close chat' }));
  });

  it('moves to the heading when its element was removed', async () => {
    const { widget, simulator } = await drawOpenChat();
    expect(focused()).toBe(widget.getByRole('textbox'));
    simulator.reportError(2);
    widget.getByRole('button', { name: 'Dismiss' }).focus();
    await simulator.omnichannel.endConversation(simulator.conversations.at(-1)?.id ?? '');
    expect(focused()).toBe(widget.getByRole('heading', { name: 'Chat with us' }));
  });
});
