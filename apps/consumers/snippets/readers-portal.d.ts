// The parts of the reader's own portal, test or server that the snippets of the READMEs and guides use. See compile.mjs.
import '@lcw-auth/testing/vitest';
import type { BotSsoOptions, LiveChatAuthClient, WidgetSdk, WidgetScriptOptions } from '@lcw-auth/react';
import type { LiveChatUser, TokenService } from '@lcw-auth/server';
import type { FaultBoard, LiveChatSimulator, TestIssuer } from '@lcw-auth/simulator';
import type { OmnichannelRecords } from '@lcw-auth/simulator/omnichannel';
import type { OmnichannelChatSDK } from '@microsoft/omnichannel-chat-sdk';
import type { LiveChatWidget } from '@microsoft/omnichannel-chat-widget';
import type { ComponentProps, ComponentType } from 'react';

declare global {
  // The portal
  const user: { id: string } | null;
  const userId: string | null | undefined;
  const getBotToken: BotSsoOptions['getToken'];
  interface Session {
    isPending: boolean;
    user: { id: string } | null;
  }
  const session: Session;
  const signInWithPopup: () => Promise<void>;
  const readCookie: (name: string) => string;
  const fetchSession: () => Promise<{ user: { id: string } | null }>;
  const App: ComponentType;
  const Portal: ComponentType;
  const Shop: ComponentType;
  const show: (value: unknown) => void;

  // The widget, from the admin center
  const appId: string;
  const orgId: string;
  const orgUrl: string;
  const widgetId: string;
  const src: string;
  const fallbackSrc: string;
  const nonce: string;
  const Microsoft: { Omnichannel: { LiveChatWidget: { SDK: WidgetSdk } } };
  const yourProps: ComponentProps<typeof LiveChatWidget>;
  const telemetryConfig: ComponentProps<typeof LiveChatWidget>['telemetryConfig'];
  const client: LiveChatAuthClient;
  const chatSDK: OmnichannelChatSDK;
  const script: WidgetScriptOptions;

  // The server
  const service: TokenService;
  const userOfSession: (request: Request) => Promise<LiveChatUser | null>;
  const subjectOf: (token: string) => string | null;

  // Tests
  const contactId: string;
  const simulator: LiveChatSimulator;
  const issuer: TestIssuer;
  const faults: FaultBoard;
  const records: OmnichannelRecords;
}
