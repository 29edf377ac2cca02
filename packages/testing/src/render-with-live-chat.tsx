import type { ContextValue, LiveChatAuthOptions } from '@lcw-auth/core';
import { LiveChatAuthProvider } from '@lcw-auth/react';
import { createLiveChatSimulator, type LiveChatSimulator, type LiveChatSimulatorOptions, type TestClaims } from '@lcw-auth/simulator';
import { act, render, type RenderOptions, type RenderResult } from '@testing-library/react';
import { Fragment, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { signForUser, trustingWidget } from './default-options.js';
import { withAct } from './with-act.js';
import { createSimulatedPage, WidgetOnPage } from './widget-on-page.js';

/** Options of `renderWithLiveChat`: the simulator's, the provider's and Testing Library's. */
export interface RenderWithLiveChatOptions
  extends
    Omit<LiveChatSimulatorOptions, 'window'>,
    Partial<Omit<LiveChatAuthOptions, 'window'>>,
    Pick<RenderOptions, 'container' | 'baseElement'> {
  /** Who is signed in to the portal, and the `sub` of the tokens. Default: a contact's GUID; null is anonymous. */
  userId?: string | null;
  /** Context variables in the tokens (`lwicontexts`). */
  context?: Record<string, ContextValue>;
  /** Claims in place of the sensible ones; times in seconds. */
  claims?: TestClaims;
  /** Mounts everything twice, as React's development build does in an app. Default true. */
  strictMode?: boolean;
  /** Goes around `ui`, inside the provider: a router, a theme, a query client. */
  wrapper?: ComponentType<{ children: ReactNode }>;
  /** A simulator of your own that is not installed yet. The simulator's options are then without effect. */
  simulator?: LiveChatSimulator;
}

/** What Testing Library gives, and the widget's side of the page. */
export type RenderWithLiveChatResult = RenderResult & {
  simulator: LiveChatSimulator;
  /** Somebody else signs in to the portal; null: they sign out. */
  setUserId(userId: string | null): void;
};

/** The contact of the default user. */
export const testUserId = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';

/**
 * Renders `ui` inside a `<LiveChatAuthProvider>` on a page that carries the simulated widget. The widget becomes ready, asks for a
 * token and has it checked as the real one would; by default that is a real RS256 token for `userId`.
 * The widget leaves the page when the tree unmounts, which Testing Library does after each test.
 * @example
 * const { simulator } = renderWithLiveChat(<Shop />, { context: { vip: true } });
 * await simulator.startChat();
 * expect(simulator).toHaveAuthenticatedChat({ context: { vip: true } });
 */
export function renderWithLiveChat(ui: ReactNode, options: RenderWithLiveChatOptions = {}): RenderWithLiveChatResult {
  const { userId = testUserId, context, claims, strictMode = true, wrapper: Inner = Fragment, container, baseElement, ...shared } = options;
  const simulator = options.simulator ?? createLiveChatSimulator({ ...trustingWidget(shared), ...shared });
  const provider = { getAuthToken: signForUser(claims, context), ...shared };
  const page = createSimulatedPage(simulator);
  const user = createUser(userId);

  function Page({ children }: { children: ReactNode }) {
    const current = useSyncExternalStore(user.subscribe, user.get, user.get);
    return (
      <WidgetOnPage page={page}>
        <LiveChatAuthProvider {...provider} userId={current}>
          <Inner>{children}</Inner>
        </LiveChatAuthProvider>
      </WidgetOnPage>
    );
  }

  // Testing Library's own StrictMode is the outermost element: React mounts twice only what is new from there on.
  let result: RenderResult;
  try {
    result = render(ui, {
      wrapper: Page,
      reactStrictMode: strictMode,
      ...(container && { container }),
      ...(baseElement && { baseElement }),
    });
  } catch (error) {
    // No effect has run that would see the tree go.
    page.leave();
    throw error;
  }
  const unmount = () => {
    result.unmount();
    page.leave();
  };
  return { ...result, unmount, simulator: withAct(simulator), setUserId: (next) => act(() => user.set(next)) };
}

function createUser(first: string | null) {
  let userId = first;
  const listeners = new Set<() => void>();
  return {
    get: () => userId,
    set(next: string | null) {
      userId = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
