import { readPublicKeys, type PublicKeys } from './public-keys.js';
import { refuse, type Refusal, type ValidationMode } from './validation.js';

/** Fetches public key documents and keeps the keys that were read from them. */
export interface PublicKeySource {
  get(url: string): Promise<PublicKeys | Refusal>;
}

export interface PublicKeySourceOptions {
  fetch: (request: Request) => Promise<Response>;
  clock: () => number;
  /** Milliseconds for which a fetched document is kept. Microsoft does not document it. 0: a document is fetched each time. */
  keyCacheTime: number;
  validation: ValidationMode;
}

/** Milliseconds within which a public key URL has to respond. Microsoft does not document a limit. */
const timeLimit = 5_000;

/** Creates a source of public keys. It imports the keys of a document only when the document has changed. */
export function createPublicKeySource({ fetch, clock, keyCacheTime, validation }: PublicKeySourceOptions): PublicKeySource {
  const kept = new Map<string, { document: string; keys: PublicKeys; fetchedAt: number }>();
  return {
    async get(url) {
      const known = kept.get(url);
      if (known && clock() < known.fetchedAt + keyCacheTime) return known.keys;
      const document = await fetchDocument(url, fetch);
      if (typeof document !== 'string') return document;
      const keys = known?.document === document ? known.keys : await readPublicKeys(document, validation);
      if (keys.valid) kept.set(url, { document, keys, fetchedAt: clock() });
      else kept.delete(url);
      return keys;
    },
  };
}

async function fetchDocument(url: string, fetch: PublicKeySourceOptions['fetch']): Promise<string | Refusal> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeLimit);
  const late = new Promise<never>((_resolve, reject) => limit.signal.addEventListener('abort', () => reject(limit.signal.reason)));
  late.catch(() => undefined);
  try {
    const response = await Promise.race([fetch(new Request(url, { signal: limit.signal })), late]);
    if (!response.ok) return refuse('key-url-unreachable', `The public key URL responds with status ${response.status}.`);
    return await Promise.race([response.text(), late]);
  } catch {
    return refuse(
      'key-url-unreachable',
      limit.signal.aborted ? 'The public key URL does not respond within 5 s.' : 'The public key URL cannot be reached.',
    );
  } finally {
    clearTimeout(timer);
  }
}
