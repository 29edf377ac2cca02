import type { StartChatOptions, WidgetSdk } from '@lcw-auth/core';
import type { AgentAvailability } from '../omnichannel/agent-availability.js';
import type { AuthTokens } from './auth-token.js';
import type { BotAuth } from './bot-auth.js';
import type { ContextProviders } from './context-provider.js';
import type { WidgetPage } from './widget-page.js';

export interface SdkParts {
  generation: 'v1' | 'v2';
  page: WidgetPage;
  authTokens: AuthTokens;
  botAuth: BotAuth;
  contextProviders: ContextProviders;
  isReady(): boolean;
  /** Opens the chat. A failure is shown on screen and as `lcw:error`. */
  startChat(options?: StartChatOptions): void;
  closeChat(): void;
  getAgentAvailability(): Promise<AgentAvailability | undefined>;
  /** Runs after a provider was registered. */
  onRegistered(): void;
}

/** Creates `Microsoft.Omnichannel.LiveChatWidget.SDK`. In v1 it exists before `lcw:ready`, and calls before `lcw:ready` are lost. */
export function createSdk({ generation, page, authTokens, botAuth, contextProviders, isReady, ...actions }: SdkParts): Required<WidgetSdk> {
  const whenReady = <Arguments extends unknown[]>(method: string, act: (...given: Arguments) => void) => {
    return (...given: Arguments): void => {
      page.log({ from: 'page', to: 'widget', type: isReady() ? 'sdk-called' : 'call-lost', detail: { method } });
      if (isReady()) act(...given);
    };
  };
  return {
    setAuthTokenProvider(provider) {
      page.log({ from: 'page', to: 'widget', type: 'sdk-called', detail: { method: 'setAuthTokenProvider' } });
      authTokens.setAuthTokenProvider(provider);
      if (isReady()) actions.onRegistered();
    },
    getAuthTokenProvider: authTokens.getAuthTokenProvider,
    removeAuthTokenProvider: whenReady('removeAuthTokenProvider', authTokens.removeAuthTokenProvider),
    setBotAuthTokenProvider: whenReady('setBotAuthTokenProvider', botAuth.setBotAuthTokenProvider),
    setContextProvider: whenReady('setContextProvider', contextProviders.setContextProvider),
    getContextProvider: contextProviders.getContextProvider,
    removeContextProvider: whenReady('removeContextProvider', contextProviders.removeContextProvider),
    startChat: whenReady('startChat', actions.startChat),
    startProactiveChat: whenReady('startProactiveChat', (_config?: unknown, _showPrechat?: boolean, options?: { inNewWindow?: boolean }) =>
      actions.startChat(options?.inNewWindow ? { inNewWindow: true } : {}),
    ),
    closeChat: whenReady('closeChat', actions.closeChat),
    getAgentAvailability() {
      page.log({ from: 'page', to: 'widget', type: isReady() ? 'sdk-called' : 'call-lost', detail: { method: 'getAgentAvailability' } });
      if (!isReady()) return undefined;
      const answer = actions.getAgentAvailability();
      // v1 posts a message to its iframe, so only the event contains the answer. (Inferred.)
      return generation === 'v1' ? undefined : answer;
    },
  };
}
