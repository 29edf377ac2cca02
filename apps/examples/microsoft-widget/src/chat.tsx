import { connectLiveChatWidget, liveChatWidgetAuth, liveChatWidgetKey } from '@lcw-auth/headless';
import { useLiveChatAuth, useLiveChatAuthClient } from '@lcw-auth/react';
import { BroadcastService, LiveChatWidget } from '@microsoft/omnichannel-chat-widget';
import { useEffect, useState } from 'react';
import { createChatSdk } from './simulation.js';

const version = { chatWidgetVersion: '1.8.3', chatComponentVersion: '1.1.15', OCChatSDKVersion: '1.11.8' };
const telemetryConfig = { telemetryDisabled: true, disableConsoleLog: true, ...version };
const position = { bottom: '20px', right: '20px', zIndex: '10' };
const open = { ...position, width: 'min(360px, calc(100vw - 40px))', height: 'min(560px, calc(100vh - 40px))' };

/** Microsoft's widget, connected to the provider above it. */
export function Chat() {
  const client = useLiveChatAuthClient();
  const { chat } = useLiveChatAuth();
  const [chatSDK] = useState(createChatSdk);
  const [chatConfig, setChatConfig] = useState<Awaited<ReturnType<typeof chatSDK.initialize>>>();
  useEffect(() => connectLiveChatWidget(client, chatSDK, BroadcastService), [client, chatSDK]);
  useEffect(() => void chatSDK.initialize().then(setChatConfig), [chatSDK]);
  if (!chatConfig) return null;
  return (
    <LiveChatWidget
      key={liveChatWidgetKey(client)}
      {...liveChatWidgetAuth(client)}
      chatSDK={chatSDK}
      chatConfig={chatConfig}
      telemetryConfig={telemetryConfig}
      // The widget's box has its full size even when only the button is shown. It would cover a narrow page.
      styleProps={{ generalStyles: chat.status === 'open' ? open : position }}
    />
  );
}
