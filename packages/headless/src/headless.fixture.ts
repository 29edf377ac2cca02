import { createLiveChatAuth, type LiveChatAuthClient, type LiveChatAuthEvent, type LiveChatAuthOptions } from '@lcw-auth/core';
import { createLiveChatSimulator, createTestIssuer, type LiveChatSimulatorOptions } from '@lcw-auth/simulator';
import { createSimulatedChatSdk, type SimulatedChatSdkOptions } from '@lcw-auth/simulator/chat-sdk';
import { onTestFinished, vi } from 'vitest';
import type { BroadcastServiceLike } from './bot/connect-bot-sso.js';
import { headlessChat } from './headless-chat.js';
import { chatSdkAuth, connectChatSdk } from './sdk/connect-chat-sdk.js';

export const issuer = await createTestIssuer();

/** Contact ids of the users A and B. */
export const contacts = { A: 'aaaaaaaa-0000-4000-8000-000000000001', B: 'bbbbbbbb-0000-4000-8000-000000000002' } as const;

export interface PageOptions {
  client?: Partial<LiveChatAuthOptions>;
  sdk?: SimulatedChatSdkOptions;
  simulator?: LiveChatSimulatorOptions;
}

/** Opens a page with a client, a simulated SDK and a `getAuthToken` whose tokens are valid for 15 minutes. Closes it after the test. */
export async function openPage({ client: clientOptions, sdk: sdkOptions, simulator: simulatorOptions }: PageOptions = {}) {
  const simulator = createLiveChatSimulator({
    setting: issuer.setting({ javascriptClientFunction: 'auth.getToken' }),
    fetch: issuer.fetch,
    ...simulatorOptions,
  });
  const events: LiveChatAuthEvent[] = [];
  const getAuthToken = vi.fn(({ userId }: { userId: string }): Promise<string | null> =>
    issuer.sign({ sub: contacts[userId as 'A' | 'B'] }),
  );
  const client = createLiveChatAuth({
    userId: 'A',
    getAuthToken,
    host: headlessChat,
    onEvent: (event) => void events.push(event),
    ...clientOptions,
  });
  const sdk = createSimulatedChatSdk(simulator, { chatSDKConfig: chatSdkAuth(client), ...sdkOptions });
  const disconnectClient = client.connect();
  await sdk.initialize();
  const disconnectSdk = connectChatSdk(client, sdk);
  const conversations = () => simulator.omnichannel.getConversations();
  const close = () => {
    disconnectSdk();
    disconnectClient();
  };
  onTestFinished(close);
  return { simulator, client, sdk, getAuthToken, events, conversations, close };
}

/** The SDK's copy of the token. Microsoft declares the field private. */
export const heldToken = (sdk: object): string | null => (sdk as { authenticatedUserToken: string | null }).authenticatedUserToken;

/** Creates a `BroadcastService` like that of Microsoft's widget. It delivers a posted message in a later task. */
export function createBroadcastService() {
  const listeners = new Set<(message: { eventName: string; payload?: unknown }) => void>();
  const stream: ReturnType<BroadcastServiceLike['getAnyMessage']> = {
    next(message) {
      for (const listener of [...listeners]) listener(message);
    },
  };
  const service: BroadcastServiceLike = {
    postMessage: (message) => void setTimeout(() => stream.next({ ...message, eventId: crypto.randomUUID() })),
    getAnyMessage: () => stream,
  };
  const heard = (eventName: string) => {
    const payloads: unknown[] = [];
    listeners.add((message) => {
      if (message.eventName === eventName) payloads.push(message.payload);
    });
    return payloads;
  };
  return { service, heard };
}

/** Resolves when the client's state satisfies the condition. */
export function whenState(
  client: LiveChatAuthClient,
  isMet: (state: ReturnType<LiveChatAuthClient['getState']>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isMet(client.getState())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = client.subscribe(check);
    check();
  });
}
