import { describe, expect, it } from 'vitest';
import { drawOpenChat, drawWidget, shadowRoot } from './widget-ui.fixture.js';
import { createLiveChatSimulator } from '../live-chat-simulator.js';
import { mountWidgetUi } from './mount-widget-ui.js';

describe('the chat button', () => {
  it('appears when the widget is ready, and not before', () => {
    const simulator = createLiveChatSimulator({ setting: null, readyAfter: 'never' });
    const uninstall = simulator.install();
    const unmount = mountWidgetUi(simulator, document.body);
    expect(shadowRoot().querySelector('button')).toBeNull();

    simulator.ready();
    expect(shadowRoot().querySelector('button')).toHaveTextContent("Let's chat");
    unmount();
    uninstall();
  });

  it('opens the panel and starts the chat', async () => {
    const { widget, user, simulator } = drawWidget();
    await user.click(widget.getByRole('button', { name: /Let's chat/ }));

    expect(await widget.findByRole('textbox', { name: 'Type your message' })).toBeInTheDocument();
    expect(widget.getByRole('dialog', { name: 'Chat with us' })).toBeInTheDocument();
    expect(widget.queryByRole('button', { name: /Let's chat/ })).toBeNull();
    expect(simulator.conversations).toHaveLength(1);
  });

  it('shows the minimized chat again without starting another', async () => {
    const { widget, user, simulator } = await drawOpenChat();
    await user.click(widget.getByRole('button', { name: 'Minimise chat' }));
    await user.click(widget.getByRole('button', { name: /Let's chat/ }));

    expect(widget.getByRole('dialog')).toBeInTheDocument();
    expect(simulator.conversations).toHaveLength(1);
  });

  it('counts the messages that arrived while the chat was minimized', async () => {
    const { widget, simulator } = await drawOpenChat();
    simulator.receiveMessage('Seen.');
    simulator.minimize();
    simulator.receiveMessage('One.');
    simulator.receiveMessage('Two.', 'agent');
    expect(widget.getByRole('button', { name: "Let's chat, 2 new messages" })).toBeInTheDocument();

    simulator.maximize();
    simulator.minimize();
    expect(widget.getByRole('button', { name: /^Let's chat ?We're online$/ })).toBeInTheDocument();
  });

  it('leaves nothing behind after unmount', async () => {
    const { unmount, simulator } = await drawOpenChat();
    unmount();
    simulator.receiveMessage('Anyone?');
    expect(document.querySelector('[data-lcw-widget-ui]')).toBeNull();
  });

  it('can be drawn again in the same place', async () => {
    const { unmount, simulator } = await drawOpenChat();
    unmount();
    const again = mountWidgetUi(simulator, document.body);
    expect(shadowRoot().querySelector('[role=dialog]')).not.toBeNull();
    again();
  });
});

describe('misuse', () => {
  it('throws when the element is not in a window', () => {
    const elsewhere = document.implementation.createHTMLDocument().body;
    expect(() => mountWidgetUi(createLiveChatSimulator(), elsewhere)).toThrow(/document\.body/);
  });
});
