import type { LiveChatSimulator } from '../live-chat-simulator.js';
import { ChatError } from '../widget/chat-error.js';
import { Uninstalled } from '../widget/lifetime.js';
import type { SignInCardMessage, SimulatorState } from '../simulator-state.js';
import { element, setAttribute, setChildren } from './element.js';
import { createLauncher } from './launcher.js';
import { isDrawn } from './message-list.js';
import { englishMessages, type WidgetUiMessages } from './messages.js';
import { createPanel, type Notice } from './panel.js';
import { openSignInPage } from './sign-in-card.js';
import { adoptStyles } from './styles.js';
import { timeFormat } from './time-format.js';

/** Options of `mountWidgetUi`. */
export interface WidgetUiOptions {
  /** Texts that replace the English ones. */
  messages?: Partial<WidgetUiMessages> | undefined;
  /** Default 'auto': the device's setting. The attribute `data-color-scheme` of the host element can change it later. */
  colorScheme?: 'auto' | 'light' | 'dark' | undefined;
  /** The language of times (BCP 47). Default: that of the page, else that of the browser. */
  locale?: string | undefined;
  /** Runs when the customer presses the button of a sign-in card. Default: its https URL opens in a new window, as in the widget. */
  onSignInClick?: ((card: SignInCardMessage) => void) | undefined;
}

/**
 * Draws the simulated widget into `container`: the chat button and the panel. Returns a function that removes it.
 * The container only holds the host element; the widget itself stays in the corner of the viewport.
 * Works under a strict CSP (no inline styles) and Trusted Types (no HTML is parsed).
 * @example
 * const unmount = mountWidgetUi(simulator, document.body, { onSignInClick: () => openSignInDialog() });
 */
export function mountWidgetUi(simulator: LiveChatSimulator, container: Element, options: WidgetUiOptions = {}): () => void {
  const window = container.ownerDocument.defaultView;
  if (!window) throw new TypeError('mountWidgetUi: the element is not in a window. Pass an element of the page, e.g. document.body.');
  const messages = { ...englishMessages, ...options.messages };
  const { document } = window;
  const host = element('div', { 'data-lcw-widget-ui': true, 'data-color-scheme': options.colorScheme ?? 'auto' });
  const root = host.attachShadow({ mode: 'open' });

  const open = () => (simulator.getState().panel === 'minimized' ? simulator.maximize() : start(simulator));
  const launcher = createLauncher(messages, open);
  const panel = createPanel({
    messages,
    formatTime: timeFormat(options.locale ?? document.documentElement.lang),
    onMinimise: () => simulator.minimize(),
    onClose: () => void simulator.endChat(),
    onSend: (text) => simulator.sendMessage(text),
    onStart: () => start(simulator),
    onSignIn: options.onSignInClick ?? ((card) => openSignInPage(card, window)),
    onDismissError: () => {
      notice = null;
      draw();
    },
  });
  const widget = element('div', { class: 'widget', onkeydown: (event: KeyboardEvent) => onKey(event) });
  root.append(widget);

  let notice: Notice | null = null;
  let seen = new Set(simulator.getState().messages.map(({ id }) => id));
  let wasOpen = simulator.getState().panel === 'open';
  /** The element outside the widget that had the focus when the panel opened. */
  let opener: Element | null = null;

  const draw = () => {
    const state = simulator.getState();
    const isOpen = state.panel === 'open';
    if (state.chat.status !== 'open') notice = null;
    if (isOpen) seen = new Set(state.messages.map(({ id }) => id));
    if (isOpen && !wasOpen) opener = document.activeElement === host ? null : document.activeElement;
    const hadFocus = panel.node.contains(root.activeElement);
    settle(state.popout);

    panel.update(state, notice);
    launcher.update(state.messages.filter((message) => isDrawn(message) && message.from !== 'customer' && !seen.has(message.id)).length);
    setChildren(widget, visibleParts(state, launcher.node, panel.node));

    if (isOpen && !wasOpen) panel.focus();
    else if (!isOpen && hadFocus) returnFocus();
    wasOpen = isOpen;
  };
  /** Moves the widget to the window to which it belongs. Each document needs its own style sheet. */
  const settle = (popout: Window | null) => {
    const home = popout && !popout.closed ? popout.document.body : container;
    if (host.parentNode === home) return;
    setAttribute(host, 'data-popout', home !== container);
    if (home !== container) home.ownerDocument.title = messages.title;
    home.append(host);
    adoptStyles(root);
  };
  const returnFocus = () => {
    const outside = opener instanceof window.HTMLElement && opener !== document.body && opener.isConnected ? opener : null;
    (outside ?? launcher.node).focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const { panel: shown, popout } = simulator.getState();
    if (event.key !== 'Escape' || event.isComposing || shown !== 'open') return;
    event.stopPropagation();
    if (!panel.cancelQuestion() && !popout) simulator.minimize();
  };
  const onError = (event: Event) => {
    if (simulator.getState().chat.status !== 'open') return;
    notice = { errorCode: errorCodeOf(event) };
    draw();
  };

  draw();
  const unsubscribe = simulator.subscribe(draw);
  window.addEventListener('lcw:error', onError);
  return () => {
    unsubscribe();
    window.removeEventListener('lcw:error', onError);
    host.remove();
  };
}

function start(simulator: LiveChatSimulator): void {
  simulator.startChat().catch((error: unknown) => {
    // The error pane shows a ChatError, and after an uninstall there is no widget. Any other error is a mistake in the code and is thrown.
    if (!(error instanceof ChatError || error instanceof Uninstalled)) throw error;
  });
}

function visibleParts(state: SimulatorState, launcher: Node, panel: Node): Node[] {
  if (state.widget !== 'ready') return [];
  if (state.panel === 'open') return [panel];
  return state.chatButtonHidden && state.panel === 'closed' ? [] : [launcher];
}

/** Reads the code in the event's detail, which any frame can forge. */
function errorCodeOf(event: Event): number | undefined {
  const detail: unknown = (event as CustomEvent<unknown>).detail;
  const code = typeof detail === 'object' && detail !== null && 'errorCode' in detail ? detail.errorCode : undefined;
  return typeof code === 'number' ? code : undefined;
}
