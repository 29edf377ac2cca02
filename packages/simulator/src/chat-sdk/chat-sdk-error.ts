/** The error names of Microsoft's chat SDK that the simulated one throws. (Source: `ChatSDKErrorName`.) */
export type ChatSdkErrorName =
  | 'UninitializedChatSDK'
  | 'ChatConfigRetrievalFailure'
  | 'InvalidConversation'
  | 'ClosedConversation'
  | 'AuthenticatedChatConversationRetrievalFailure'
  | 'ConversationInitializationFailure'
  | 'ConversationDetailsRetrievalFailure'
  | 'ConversationClosureFailure'
  | 'LiveChatTranscriptRetrievalFailure'
  | 'MidConversationAuthFailure'
  | 'FeatureDisabled';

/** The error with which a call to the simulated chat SDK rejects. `message` is the error's name, as in Microsoft's `ChatSDKError`. */
export class ChatSdkError extends Error {
  override readonly name = 'ChatSDKError';
  /** The status of Omnichannel's response, or undefined when Omnichannel did not respond. */
  readonly httpResponseStatusCode: number | undefined;
  /** `errorObject` says why, for developers. */
  readonly exceptionDetails: { response: ChatSdkErrorName; errorObject?: string };
  constructor(message: ChatSdkErrorName, { status, why }: { status?: number; why?: string } = {}) {
    super(message);
    this.httpResponseStatusCode = status;
    this.exceptionDetails = { response: message, ...(why !== undefined && { errorObject: why }) };
  }
}
