import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawOpenChat, drawWidget, shadowRoot, showSignInCard } from './widget-ui.fixture.js';
import { createLiveChatSimulator } from '../live-chat-simulator.js';
import { mountWidgetUi } from './mount-widget-ui.js';

const find = (selector: string): HTMLElement => {
  const found = shadowRoot().querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The widget has no ${selector}.`);
  return found;
};
const box = (selector: string) => find(selector).getBoundingClientRect();

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run('[data-lcw-widget-ui]', { resultTypes: ['violations'] });
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

afterEach(async () => {
  document.documentElement.removeAttribute('dir');
  await page.viewport(1000, 800);
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  it('has an accessible chat button', async () => {
    drawWidget({ colorScheme });
    expect(await violations()).toEqual([]);
  });

  it('has an accessible conversation with a sign-in card, typing and an error', async () => {
    const { simulator } = await drawOpenChat({ colorScheme });
    simulator.receiveMessage('Hello!');
    simulator.sendMessage('Where is my order?');
    await showSignInCard(simulator);
    simulator.setTyping('agent');
    simulator.reportError(2);
    await settled();
    expect(await violations()).toEqual([]);
  });

  it('has an accessible error pane', async () => {
    const setting = { name: 'Portal', owner: 'Ann', publicKeyUrl: 'https://portal.example/auth/publickey' };
    const { simulator } = drawWidget({ colorScheme, simulator: { setting } });
    await simulator.startChat().catch(() => undefined);
    await settled();
    expect(await violations()).toEqual([]);
  });
});

describe('the panel', () => {
  it('stays in the corner of a wide screen', async () => {
    await page.viewport(1000, 800);
    await drawOpenChat();
    await settled();
    const { right, bottom, width, height } = box('.panel');
    expect([right, bottom]).toEqual([980, 780]);
    expect([width, height]).toEqual([372, 620]);
  });

  it('covers a narrow screen', async () => {
    await page.viewport(375, 667);
    await drawOpenChat();
    await settled();
    expect(box('.panel')).toMatchObject({ left: 0, top: 0, width: 375, height: 667 });
  });

  it('mirrors on a page that is read from right to left', async () => {
    await page.viewport(1000, 800);
    document.documentElement.dir = 'rtl';
    const { simulator } = await drawOpenChat();
    simulator.sendMessage('مرحبا');
    await settled();
    expect(box('.panel').left).toBe(20);
    expect(box('[data-from=customer] .bubble').left).toBeLessThan(box('.log').left + 40);
  });

  it("shows the end of a long conversation, and keeps a reader's position", async () => {
    const { simulator } = await drawOpenChat();
    const log = find('.log');
    for (let count = 0; count < 30; count += 1) simulator.receiveMessage(`Message ${count}`);
    const fromEnd = () => Math.abs(log.scrollHeight - log.clientHeight - log.scrollTop);
    await expect.poll(fromEnd).toBeLessThan(2);

    log.scrollTop = 0;
    simulator.receiveMessage('One more');
    expect(log.scrollTop).toBe(0);
    simulator.sendMessage('My answer');
    await expect.poll(fromEnd).toBeLessThan(2);
  });

  it('can be used with the keyboard alone', async () => {
    const { simulator } = drawWidget();
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.poll(() => shadowRoot().activeElement?.tagName).toBe('TEXTAREA');
    await userEvent.keyboard('Hello{Enter}');
    expect(simulator.getState().messages.at(-1)).toMatchObject({ from: 'customer', text: 'Hello' });
    await userEvent.keyboard('{Escape}');
    expect(simulator.getState().panel).toBe('minimized');
    await userEvent.keyboard('{Enter}');
    expect(simulator.getState().panel).toBe('open');
  });
});

describe('a strict page', () => {
  it('draws it in full colour under a CSP without inline styles and with Trusted Types', async () => {
    const csp = "default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><meta http-equiv="content-security-policy" content="${csp}"><body></body>`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const inner = frame.contentDocument;
    if (!inner) throw new Error('The frame has no document.');
    const refused: string[] = [];
    inner.addEventListener('securitypolicyviolation', ({ violatedDirective }) => refused.push(violatedDirective));

    const simulator = createLiveChatSimulator({ setting: null, readyAfter: 'never' });
    const uninstall = simulator.install();
    const unmount = mountWidgetUi(simulator, inner.body);
    simulator.ready();
    await simulator.startChat();
    simulator.receiveMessage('Hello!');
    const panel = inner.querySelector('[data-lcw-widget-ui]')?.shadowRoot?.querySelector('.panel');
    expect(panel && frame.contentWindow?.getComputedStyle(panel).position).toBe('fixed');
    expect(refused).toEqual([]);
    unmount();
    uninstall();
    frame.remove();
  });
});

/** Waits until the finite animations have ended, before colours and positions are checked. */
async function settled(): Promise<void> {
  const animations = shadowRoot()
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(animations.map(({ finished }) => finished));
}
