import { type WidgetErrorCode, type WidgetEventMap, type WidgetSdk } from '@lcw-auth/core';
import type { SimulatorLogEntry } from '../simulator-log.js';

/** The page, as all parts of the widget use it: its window, its events and the log. */
export interface WidgetPage {
  readonly window: Window;
  /** Raises one of the widget's events on the window. */
  raise(type: keyof WidgetEventMap, detail?: unknown): void;
  /** Raises `lcw:error` with a documented code. `raw` replaces the detail, as v1 does for an error of the client function. */
  raiseError(errorCode: WidgetErrorCode, raw?: unknown): void;
  /** Adds an entry to the simulator's log. */
  log(entry: Omit<SimulatorLogEntry, 'at'>): void;
}

/** The texts of the error codes. Microsoft documents those of 2, 3 and 4, and does not document those of 1, 7 and 8. */
export const errorDescriptions: Readonly<Record<WidgetErrorCode, string>> = {
  1: 'Context provider method execution failed',
  2: 'Auth token provider method execution failed',
  3: "Auth token provider didn't provide any token",
  4: 'Auth token provider provided invalid token',
  7: 'Chat widget scripts failed to load',
  8: 'The auth function is not present on the page',
};

export function createWidgetPage(window: Window, log: WidgetPage['log']): WidgetPage {
  const raise: WidgetPage['raise'] = (type, detail = null) => {
    log({ from: 'widget', to: 'page', type });
    const { CustomEvent } = window as Window & typeof globalThis;
    window.dispatchEvent(new CustomEvent(type, { detail }));
  };
  return {
    window,
    raise,
    log,
    raiseError(errorCode, raw) {
      log({ from: 'widget', to: 'page', type: 'error-raised', detail: { errorCode } });
      raise('lcw:error', raw ?? { errorCode, errorDescription: errorDescriptions[errorCode] });
    },
  };
}

/** The id that the widget's script tag must have. */
export const scriptTagId = 'Microsoft_Omnichannel_LCWidget';
const frameTag = 'iframe';
const frameId = 'Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window';

interface LiveChatWidgetObject {
  SDK?: WidgetSdk;
  LiveChatBootstrapperWebChat?: { isLCWReady: boolean };
}

/** The globals and elements that the widget adds to a page: its SDK, its flag and its iframe. */
export interface Presence {
  /** Puts the SDK on the window. */
  setSdk(sdk: WidgetSdk): void;
  /** Sets v1's ready flag. */
  setReadyFlag(): void;
  /** Removes everything from the page. */
  remove(): void;
}

/** Puts `Microsoft.Omnichannel.LiveChatWidget` on the window and, for v1, its iframe into the document. */
export function enterPage(window: Window, generation: 'v1' | 'v2'): Presence {
  const path = ['Microsoft', 'Omnichannel', 'LiveChatWidget'];
  const undo: (() => void)[] = [];
  let scope = window as unknown as Record<string, unknown>;
  for (const name of path) {
    const owner = scope;
    if (typeof owner[name] !== 'object' || owner[name] === null) {
      owner[name] = {};
      undo.unshift(() => delete owner[name]);
    }
    scope = owner[name] as Record<string, unknown>;
  }
  const widget = scope as LiveChatWidgetObject;
  undo.unshift(() => {
    delete widget.SDK;
    delete widget.LiveChatBootstrapperWebChat;
  });
  if (generation === 'v1') {
    widget.LiveChatBootstrapperWebChat = { isLCWReady: false };
    const frame = window.document.createElement(frameTag);
    frame.id = frameId;
    frame.title = 'Microsoft Omnichannel Live Chat Widget';
    frame.style.display = 'none';
    frame.setAttribute('sandbox', '');
    window.document.body.append(frame);
    undo.unshift(() => frame.remove());
  }
  return {
    setSdk: (sdk) => void (widget.SDK = sdk),
    setReadyFlag() {
      if (widget.LiveChatBootstrapperWebChat) widget.LiveChatBootstrapperWebChat.isLCWReady = true;
    },
    remove() {
      for (const step of undo) step();
    },
  };
}
