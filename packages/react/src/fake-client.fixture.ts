import { type LiveChatAuthClient, type LiveChatAuthOptions, type LiveChatAuthState } from '@lcw-auth/core';
import { vi, type Mock } from 'vitest';

export const anonymousState: LiveChatAuthState = {
  userId: null,
  widget: { status: 'waiting' },
  authToken: { status: 'signed-out', cause: 'no-user' },
  chat: { status: 'closed' },
  botSso: { status: 'idle', cards: [] },
};

/** A client whose state the test sets, and which records the calls of its methods. */
export interface FakeClient extends LiveChatAuthClient {
  setState(parts: Partial<LiveChatAuthState>): void;
  /** The arguments of setOptions, in order. */
  readonly changes: Partial<LiveChatAuthOptions>[];
  /** How many connections are open. */
  readonly connections: number;
  /** How many listeners are subscribed. */
  readonly listeners: number;
  getAuthToken: Mock<LiveChatAuthClient['getAuthToken']>;
  startChat: Mock<LiveChatAuthClient['startChat']>;
  closeChat: Mock<LiveChatAuthClient['closeChat']>;
  completeSignIn: Mock<LiveChatAuthClient['completeSignIn']>;
  retry: Mock<LiveChatAuthClient['retry']>;
}

export function createFakeClient(initial: Partial<LiveChatAuthState> = {}): FakeClient {
  const first: LiveChatAuthState = { ...anonymousState, ...initial };
  let state = first;
  let connections = 0;
  const listeners = new Set<() => void>();
  const changes: Partial<LiveChatAuthOptions>[] = [];
  return {
    changes,
    get connections() {
      return connections;
    },
    get listeners() {
      return listeners.size;
    },
    setState(parts) {
      state = { ...state, ...parts };
      for (const listener of listeners) listener();
    },
    getState: () => state,
    getServerState: () => first,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect() {
      connections += 1;
      return () => {
        connections -= 1;
      };
    },
    getOptions: () => Object.assign({ userId: null, getAuthToken: async () => null }, ...changes) as LiveChatAuthOptions,
    setOptions: (options) => void changes.push(options),
    whenReady: vi.fn<LiveChatAuthClient['whenReady']>(),
    getAuthToken: vi.fn<LiveChatAuthClient['getAuthToken']>(async () => null),
    startChat: vi.fn<LiveChatAuthClient['startChat']>(async () => {}),
    closeChat: vi.fn<LiveChatAuthClient['closeChat']>(),
    completeSignIn: vi.fn<LiveChatAuthClient['completeSignIn']>(async () => {}),
    signOut: vi.fn<LiveChatAuthClient['signOut']>(async () => {}),
    retry: vi.fn<LiveChatAuthClient['retry']>(),
    getHost: vi.fn<LiveChatAuthClient['getHost']>(),
  };
}
