/** The URLs and settings that the doctor checks. */
export interface DoctorTarget {
  publicKeyUrl: URL | null;
  tokenUrl: URL | null;
  method: 'GET' | 'POST';
  /** The headers that a signed-in user's browser sends to the token URL. Secret. */
  headers: Readonly<Record<string, string>>;
  /** The origin of the page with the widget, when it differs from the origin of the token URL. */
  origin: string | null;
  /** The JavaScript client function of the chat authentication setting. */
  clientFunction: string | null;
  /** The workstream's context variables; empty when they are not known. */
  contextVariables: readonly string[];
}
