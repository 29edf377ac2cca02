/** The answer of an endpoint: a `Response` as plain data, which Node can send without a stream. */
export interface Answer {
  readonly status: number;
  /** An answer with a body has its `content-length` here. Without it Node would send the body in chunks. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null for an answer without a body. */
  readonly body: string | null;
}

/** Answers one request. */
export type Answerer = (request: Request) => Promise<Answer>;
