import type { AuthTokenProvider, WidgetSdk, WidgetWindow } from '@lcw-auth/core';

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation until the page first held a token, and until its chat was authenticated. */
    moments?: { held?: number; chat?: number };
  }
}

/** Records that the page holds a token. */
export function tokenHeld(): void {
  window.moments = { held: performance.now(), ...window.moments };
}

/** Fetches a token as a page without a library does. */
export async function fetchToken(): Promise<string> {
  const response = await fetch('/token');
  if (!response.ok) throw new Error(`The token endpoint responded with status ${response.status}.`);
  const token = await response.text();
  tokenHeld();
  return token;
}

/** Registers the provider when the widget is ready, as in Microsoft's sample. Returns a function that stops waiting. */
export function registerWhenReady(provider: AuthTokenProvider): () => void {
  const sdk = (): WidgetSdk | undefined => (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
  const register = () => sdk()?.setAuthTokenProvider?.(provider);
  if (sdk()) register();
  window.addEventListener('lcw:ready', register);
  return () => window.removeEventListener('lcw:ready', register);
}

export const root = (): HTMLElement => document.getElementById('root') as HTMLElement;
