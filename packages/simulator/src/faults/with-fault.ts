/** A fault of an HTTP endpoint. */
export interface EndpointFault {
  /** Milliseconds before the endpoint responds. */
  delay?: number | undefined;
  /** True: the endpoint never responds. */
  hang?: boolean | undefined;
  /** True: the network fails. */
  offline?: boolean | undefined;
  /** Part of the requests (0 to 1) that the network loses. */
  lossRate?: number | undefined;
  /** The status with which the endpoint responds. */
  status?: number | undefined;
  /** The text with which the endpoint responds. Its status is 200 unless `status` is given. */
  body?: string | undefined;
}

type Handler = (request: Request) => Promise<Response>;

/** The error with which a request rejects when the simulated network fails. */
export class NetworkFailure extends TypeError {
  /** Always 'NetworkFailure'. */
  override readonly name = 'NetworkFailure';
  constructor() {
    super('The simulated network failed.');
  }
}

/**
 * Wraps a handler (or a fetch) so that it simulates the fault that `fault()` returns at each request.
 * A network failure rejects with NetworkFailure. A request that hangs ends only with its signal.
 * @param random Returns a number from 0 up to 1, for `lossRate`. Default: Math.random.
 */
export function withFault(handler: Handler, fault: () => EndpointFault | undefined, random: () => number = Math.random): Handler {
  return async (request) => {
    const { delay = 0, hang, offline, lossRate = 0, status, body } = fault() ?? {};
    if (hang) await aborted(request.signal);
    if (delay > 0) await pause(delay, request.signal);
    if (offline || (lossRate > 0 && random() < lossRate)) throw new NetworkFailure();
    if (status === undefined && body === undefined) return handler(request);
    const allowOrigin = { 'access-control-allow-origin': '*' };
    return new Response(body ?? null, {
      status: status ?? 200,
      headers: { ...allowOrigin, ...(body !== undefined && { 'content-type': 'text/plain' }) },
    });
  };
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError');

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(reasonOf(signal));
    signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
  });

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
