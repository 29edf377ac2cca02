/** The columns of the sequence diagram. */
export const lanes = ['page', 'token-endpoint', 'widget', 'bot', 'omnichannel'] as const;
export type Lane = (typeof lanes)[number];

/** One step of the sequence diagram. It holds no token, no key and no bot token URL. */
export interface Step {
  /** Milliseconds since the epoch. */
  at: number;
  from: Lane;
  /** The same as `from` for a step within one party. */
  to: Lane;
  /** What happened, e.g. 'token-issued'. */
  type: string;
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}
