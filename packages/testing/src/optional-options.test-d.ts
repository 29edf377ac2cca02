// An option that may be left out may also be undefined, so that an app with `exactOptionalPropertyTypes` can pass a value that may be
// undefined. `npm run types` fails at the name of an option that does not accept undefined. No code of this file runs.
import type {
  BotSsoOptions,
  FetchAuthTokenInit,
  FetchBotTokenInit,
  LiveChatAuthOptions,
  PowerPagesAuthTokenOptions,
  StartChatOptions,
  WidgetScriptOptions,
} from '@lcw-auth/core';
import type {
  BotSignInCardProps,
  LiveChatAuthProviderProps,
  LiveChatButtonProps,
  LiveChatReadyProps,
  LiveChatReconnectHintProps,
  LiveChatUnavailableProps,
} from '@lcw-auth/react';
import type { LiveChatAuthDevtoolsProps } from '@lcw-auth/react/devtools';
import type { UseAgentAvailabilityOptions } from '@lcw-auth/react/query';
import type {
  Bot,
  BotAuthConfig,
  BotTokenServiceOptions,
  EndpointFault,
  Faults,
  LiveChatSimulatorOptions,
  QueueAvailability,
  SignInCardOptions,
  TestIssuerOptions,
  TestTokenOptions,
  WidgetUiOptions,
} from '@lcw-auth/simulator';
import type { SimulatedChatSdkOptions } from '@lcw-auth/simulator/chat-sdk';
import type { HandlersOptions, PowerPagesHandlersOptions } from '@lcw-auth/simulator/msw';
import type { RemoteOmnichannelOptions, SignInActivityOptions } from '@lcw-auth/simulator/omnichannel';
import type { RenderWithLiveChatOptions } from './index.js';
import type { LiveChatFixtureOptions } from './playwright.js';

/** The names of the options that may be left out but not be undefined. */
type Strict<Options> = {
  [Name in keyof Options]-?: object extends Pick<Options, Name>
    ? Record<Name, undefined> extends Pick<Options, Name>
      ? never
      : Name
    : never;
}[keyof Options];

type OfCore = [
  Strict<BotSsoOptions>,
  Strict<Omit<FetchAuthTokenInit, keyof RequestInit>>,
  Strict<Omit<FetchBotTokenInit, keyof RequestInit>>,
  Strict<LiveChatAuthOptions>,
  Strict<PowerPagesAuthTokenOptions>,
  Strict<StartChatOptions>,
  Strict<WidgetScriptOptions>,
];
type OfReact = [
  Strict<BotSignInCardProps>,
  Strict<LiveChatAuthProviderProps>,
  Strict<LiveChatButtonProps>,
  Strict<LiveChatReadyProps>,
  Strict<LiveChatReconnectHintProps>,
  Strict<LiveChatUnavailableProps>,
  Strict<LiveChatAuthDevtoolsProps>,
  Strict<UseAgentAvailabilityOptions>,
];
type OfSimulator = [
  Strict<Bot>,
  Strict<BotAuthConfig>,
  Strict<BotTokenServiceOptions>,
  Strict<EndpointFault>,
  Strict<Faults>,
  Strict<LiveChatSimulatorOptions>,
  Strict<QueueAvailability>,
  Strict<SignInCardOptions>,
  Strict<TestIssuerOptions>,
  Strict<TestTokenOptions>,
  Strict<WidgetUiOptions>,
  Strict<SimulatedChatSdkOptions>,
  Strict<HandlersOptions>,
  Strict<PowerPagesHandlersOptions>,
  Strict<RemoteOmnichannelOptions>,
  Strict<SignInActivityOptions>,
];
type OfTesting = [Strict<RenderWithLiveChatOptions>, Strict<LiveChatFixtureOptions>];

declare const names: [...OfCore, ...OfReact, ...OfSimulator, ...OfTesting];
export const none: never[] = names;
