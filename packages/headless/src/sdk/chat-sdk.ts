/** The part of Microsoft's `OmnichannelChatSDK` that this package calls. An instance of that class has this type. */
export interface ChatSdk {
  /** Starts a chat. */
  startChat(options?: object): Promise<void>;
  /** Ends the chat. */
  endChat(options?: object): Promise<void>;
  /** Returns the widget's configuration from the admin center. */
  getLiveChatConfig(): Promise<object>;
  /** Returns whether agents are available. */
  getAgentAvailability?(options?: object): Promise<unknown>;
  /** Signs the user in during a chat. Present in releases after 1.11.8. */
  authenticateChat?(tokenOrProvider: () => Promise<string>, options?: { refreshChatToken?: boolean }): Promise<void>;
}

/** Fields and methods that Microsoft declares private or leaves out of the class. Microsoft's own widget uses them too. */
export interface ChatSdkInternals {
  authenticatedUserToken: string | null;
  chatSDKConfig: { getAuthToken?: () => Promise<string | null> };
  chatToken?: { chatId?: string };
  conversation?: unknown;
  setAuthTokenProvider(provider: unknown, options?: { throwError?: boolean }): Promise<void>;
}

/** A method of the SDK. */
export type Method = (...parameters: unknown[]) => unknown;

/** The methods that send the token. The other methods need no token. */
const authenticatedMethods = [
  'getChatReconnectContext',
  'getConversationDetails',
  'getChatToken',
  'getLiveChatTranscript',
  'emailLiveChatTranscript',
  'getPostChatSurveyContext',
  'getPersistentChatHistory',
  'getAgentAvailability',
] as const;

/** Replaces methods of the SDK object. Returns a function that restores the original methods. */
export function replaceMethods(sdk: object, replacements: Record<string, Method>): () => void {
  const target = sdk as Record<string, unknown>;
  const undo = Object.entries(replacements).map(([name, replacement]) => {
    const own = Object.getOwnPropertyDescriptor(target, name);
    target[name] = replacement;
    return () => (own ? Object.defineProperty(target, name, own) : delete target[name]);
  });
  return () => {
    for (const restore of undo) restore();
  };
}

/** Returns replacements for the authenticated methods that exist: each awaits `before` first. */
export function guardMethods(sdk: object, before: () => Promise<unknown>): Record<string, Method> {
  const target = sdk as Record<string, unknown>;
  const guarded = authenticatedMethods.flatMap((name) => {
    const original = target[name];
    if (typeof original !== 'function') return [];
    const call = original.bind(sdk) as Method;
    const replacement: Method = async (...parameters) => {
      await before();
      return call(...parameters);
    };
    return [[name, replacement] as const];
  });
  return Object.fromEntries(guarded);
}
