import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { drawOpenChat, drawWidget, whileConnecting } from './widget-ui.fixture.js';

/** A widget that needs a token, on a page without a client function. */
const demanding = {
  setting: { name: 'Portal', owner: 'Ann', publicKeyUrl: 'https://portal.example/auth/publickey', javascriptClientFunction: 'missing' },
};

describe('a chat that starts', () => {
  it('shows a status until it is open', async () => {
    const { widget, simulator } = drawWidget();
    const seen = whileConnecting(simulator, () => ({
      status: widget.getByRole('status').textContent,
      composer: widget.queryByRole('textbox'),
    }));
    await simulator.startChat();

    expect(await seen).toEqual({ status: expect.stringContaining('Starting your chat'), composer: null });
    expect(widget.queryByRole('status')).toBeNull();
    expect(widget.getByRole('textbox')).toBeInTheDocument();
  });

  it('shows the error pane when it fails, with a way to try again', async () => {
    const { widget, user, simulator } = drawWidget({ simulator: demanding });
    await simulator.startChat().catch(() => undefined);
    const { chat } = simulator.getState();
    if (chat.status !== 'failed') throw new Error('The chat did not fail.');
    const pane = await widget.findByRole('alert');
    expect(pane).toHaveTextContent('We could not start your chat');
    expect(pane).toHaveTextContent(`Error ${chat.errorCode}`);

    await user.click(widget.getByRole('button', { name: 'Try again' }));
    expect(widget.getByRole('dialog')).toBeInTheDocument();
    expect(simulator.log.filter(({ type }) => type === 'lcw:error').length).toBeGreaterThan(1);
  });
});

describe('an error in an open chat', () => {
  const raise = (detail: unknown) => window.dispatchEvent(new CustomEvent('lcw:error', { detail }));

  it('is a notice above the messages that can be dismissed', async () => {
    const { widget, user, simulator } = await drawOpenChat();
    simulator.reportError(4);
    expect(widget.getByRole('alert')).toHaveTextContent('Your sign-in could not be confirmed. Please sign in again. (Error 4)');
    expect(widget.getByRole('log')).toBeInTheDocument();

    await user.click(widget.getByRole('button', { name: 'Dismiss' }));
    expect(widget.queryByRole('alert')).toBeNull();
  });

  it.each([[null], [new Error('raw')], [{ errorCode: 'four' }], [{ errorCode: 99 }], ['text']])(
    'shows a general text for the forged detail %o',
    async (detail) => {
      const { widget } = await drawOpenChat();
      raise(detail);
      expect(widget.getByRole('alert')).toHaveTextContent('Something went wrong. Please try again.');
    },
  );

  it('disappears when the chat ends', async () => {
    const { widget, simulator } = await drawOpenChat();
    simulator.reportError(2);
    await simulator.endChat();
    await simulator.startChat();
    expect(widget.queryByRole('alert')).toBeNull();
  });
});

describe('closing', () => {
  it('asks first and then ends the chat', async () => {
    const { widget, user, simulator } = await drawOpenChat();
    await user.click(widget.getByRole('button', { name: 'Close chat' }));
    expect(widget.getByRole('alertdialog', { name: 'Do you want to end this chat?' })).toBeInTheDocument();
    expect(simulator.getState().chat.status).toBe('open');

    await user.click(widget.getByRole('button', { name: 'End chat' }));
    expect(widget.queryByRole('dialog')).toBeNull();
    expect(simulator.conversations.at(-1)?.status).toBe('ended');
  });

  it('keeps the chat open when the customer does not confirm', async () => {
    const { widget, user, simulator } = await drawOpenChat();
    await user.type(widget.getByRole('textbox'), 'draft');
    await user.click(widget.getByRole('button', { name: 'Close chat' }));
    await user.click(widget.getByRole('button', { name: 'Keep chatting' }));
    expect(widget.getByRole('textbox')).toHaveValue('draft');
    expect(simulator.getState().chat.status).toBe('open');
  });
});

describe('texts', () => {
  it('can be replaced one by one', async () => {
    const { widget, simulator } = await drawOpenChat({
      messages: { title: 'Frag uns', bot: 'Assistentin', typing: (name) => `${name} schreibt` },
    });
    simulator.setTyping('bot');
    expect(widget.getByRole('dialog', { name: 'Frag uns' })).toHaveTextContent('Assistentin schreibt');
    expect(widget.getByRole('button', { name: 'Minimise chat' })).toBeInTheDocument();
  });

  it.each([
    ['the page language', 'de', 'de'],
    ["the browser's language when the page language is not valid", 'en_US', undefined],
  ])('have times in %s', async (_, lang, locale) => {
    document.documentElement.lang = lang;
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 1, 28, 7, 5) });
    onTestFinished(() => {
      document.documentElement.removeAttribute('lang');
      vi.useRealTimers();
    });
    const { widget, simulator } = await drawOpenChat({ locale: undefined as never });
    simulator.receiveMessage('Hello!');
    const time = (await widget.findByText('Hello!')).closest('li')?.querySelector('time');
    expect(time?.textContent).toBe(new Date().toLocaleTimeString(locale, { timeStyle: 'short' }));
  });
});
