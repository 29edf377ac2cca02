import type { ContextValue, LiveChatAuthOptions } from '@lcw-auth/core';
import { LiveChatAuthProvider } from '@lcw-auth/react';
import {
  botTokenService,
  createLiveChatSimulator,
  type LiveChatSimulator,
  type LiveChatSimulatorOptions,
  type TestClaims,
} from '@lcw-auth/simulator';
import { act, render, type RenderOptions, type RenderResult } from '@testing-library/react';
import { Fragment, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { signForUser, trustingWidget } from './default-options.js';
import { FollowCards } from './page-cards.js';
import { withoutSimulatorOptions } from './simulator-option-names.js';
import { withAct } from './with-act.js';
import { withoutUndefined } from './without-undefined.js';
import { createSimulatedPage, WidgetOnPage } from './widget-on-page.js';

/** Options of `renderWithLiveChat`. They include options of the simulator, the provider and Testing Library. */
export interface RenderWithLiveChatOptions
  extends
    Omit<LiveChatSimulatorOptions, 'window'>,
    Partial<Omit<LiveChatAuthOptions, 'window' | 'getAuthToken'>>,
    Pick<RenderOptions, 'container' | 'baseElement'> {
  /**
   * The user that is signed in to the portal, and the `sub` of the tokens. Default: the GUID of a contact. null: no user is
   * signed in. undefined: the session is loading.
   */
  userId?: string | null | undefined;
  /** Fetches the chat's JWT. Default: signs an RS256 token for `userId` that the simulated Omnichannel accepts. */
  getAuthToken?: LiveChatAuthOptions['getAuthToken'] | undefined;
  /** Context variables in the tokens (`lwicontexts`). */
  context?: Record<string, ContextValue> | undefined;
  /** Claims that replace the defaults. Times are in seconds. */
  claims?: TestClaims | undefined;
  /** Mounts everything twice, as React's development build does in an app. Default true. */
  strictMode?: boolean | undefined;
  /** Rendered around `ui`, inside the provider: a router, a theme, a query client. */
  wrapper?: ComponentType<{ children: ReactNode }> | undefined;
  /** Your own simulator, not installed yet. The simulator's options then have no effect. */
  simulator?: LiveChatSimulator | undefined;
}

/** The result of Testing Library's `render`, with the simulator and a function that changes the user. */
export type RenderWithLiveChatResult = RenderResult & {
  simulator: LiveChatSimulator;
  /** Changes the user of the portal. null: no user is signed in. undefined: the session is loading. */
  setUserId(userId: string | null | undefined): void;
};

/** The id of the default user, which is the GUID of a contact. */
export const testUserId = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';

/**
 * Renders `ui` inside a `<LiveChatAuthProvider>` on a page with the simulated widget. The widget becomes ready, requests a
 * token and lets Omnichannel check it, like the real widget. By default the token is an RS256 token for `userId`. With `botSso` and without
 * `botTokenService`, a built-in service accepts the bot's token. Requests to other machines are blocked.
 * The widget is removed from the page when the tree unmounts. Testing Library unmounts the tree after each test.
 * @example
 * const { simulator } = renderWithLiveChat(<Shop />, { context: { vip: true } });
 * await simulator.startChat();
 * expect(simulator).toHaveAuthenticatedChat({ context: { vip: true } });
 */
export function renderWithLiveChat(ui: ReactNode, given: RenderWithLiveChatOptions = {}): RenderWithLiveChatResult {
  const options = withoutUndefined(given);
  const { userId: _user, context, claims, strictMode = true, wrapper: Inner = Fragment, container, baseElement, ...shared } = options;
  const { simulator: ownSimulator, ...others } = shared;
  const builtIn = options.botSso && !options.botTokenService && !ownSimulator ? botTokenService() : null;
  const simulator =
    ownSimulator ?? createLiveChatSimulator({ ...trustingWidget(others), ...(builtIn && { botTokenService: builtIn }), ...others });
  const provider = { getAuthToken: signForUser(claims, context), ...withoutSimulatorOptions(others) };
  const page = createSimulatedPage(simulator, builtIn);
  const user = createUser('userId' in given ? given.userId : testUserId);

  function Page({ children }: { children: ReactNode }) {
    const current = useSyncExternalStore(user.subscribe, user.get, user.get);
    return (
      <WidgetOnPage page={page}>
        <LiveChatAuthProvider {...provider} userId={current}>
          <FollowCards simulator={simulator} tokenExchange={options.botSso?.tokenExchange === true} />
          <Inner>{children}</Inner>
        </LiveChatAuthProvider>
      </WidgetOnPage>
    );
  }

  // Testing Library puts its own StrictMode around the wrapper, so the provider is mounted twice too.
  let result: RenderResult;
  try {
    result = render(ui, {
      wrapper: Page,
      reactStrictMode: strictMode,
      ...(container && { container }),
      ...(baseElement && { baseElement }),
    });
  } catch (error) {
    // The tree was never mounted, so no effect removes the widget.
    page.leave();
    throw error;
  }
  const unmount = () => {
    result.unmount();
    page.leave();
  };
  return { ...result, unmount, simulator: withAct(simulator), setUserId: (next) => act(() => user.set(next)) };
}

function createUser(first: string | null | undefined) {
  let userId = first;
  const listeners = new Set<() => void>();
  return {
    get: () => userId,
    set(next: string | null | undefined) {
      userId = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
