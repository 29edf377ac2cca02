import type { Storage } from 'unstorage';
import type { Timing } from './key-schedule.js';
import type { OnNotice } from './notice.js';

/** Options of `createKeyRing`. All durations are in seconds. */
export interface KeyRingOptions {
  /** Where the keys are kept: any unstorage Storage. Default: files of mode 0600 in `directory`. */
  storage?: Storage | undefined;
  /** The folder for the keys when there is no `storage`. Default '.lcw-auth', in the working directory; no web server may serve it. */
  directory?: string | undefined;
  /** The age at which a key is replaced. Default 7,776,000 (90 days); false: only `rotate()` replaces keys. */
  rotateAfter?: number | false | undefined;
  /** How long a key is published before it signs. Default 3,600: longer than anybody should cache the public key document. */
  publishAhead?: number | undefined;
  /** How long a key stays published after its last signature. Default 3,900: a token lives 3,600 at most. */
  retention?: number | undefined;
  /**
   * How long a write to the storage may take until every instance reads it. Default 30; Cloudflare KV and its like need more than
   * a minute. While the newest key is younger, public keys are read afresh and not cached. `publishAhead` has to be longer.
   */
  propagationTime?: number | undefined;
  /** How old the view of the storage may be. Default 10. A revoked key may be served by other instances for as long. */
  refreshInterval?: number | undefined;
  /** The size of new keys in bits. Default 2,048. */
  modulusLength?: number | undefined;
  /** Told what went wrong without stopping the ring. Default: one line on `console.warn`. */
  onNotice?: OnNotice | undefined;
}

// The public key endpoint may serve a document for a second before it asks the ring again.
const servedFor = 1_000;
/** Seconds. */
export const usualPropagation = 30;

/** The durations in milliseconds. @throws RangeError when one is no duration, or when two contradict each other. */
export function readTiming(options: KeyRingOptions): Timing & { refreshInterval: number; propagationTime: number } {
  const publishAhead = milliseconds('publishAhead', options.publishAhead ?? 3_600);
  const retention = milliseconds('retention', options.retention ?? 3_900);
  const refreshInterval = milliseconds('refreshInterval', options.refreshInterval ?? 10);
  const propagationTime = milliseconds('propagationTime', options.propagationTime ?? usualPropagation);
  const rotateAfter =
    options.rotateAfter === false ? Number.POSITIVE_INFINITY : milliseconds('rotateAfter', options.rotateAfter ?? 7_776_000);
  if (publishAhead < refreshInterval + servedFor) {
    throw new RangeError('createKeyRing: publishAhead must be at least refreshInterval and a second, or an instance could miss a new key.');
  }
  if (rotateAfter <= publishAhead) throw new RangeError('createKeyRing: rotateAfter must be longer than publishAhead.');
  return { publishAhead, retention, refreshInterval, propagationTime, rotateAfter };
}

function milliseconds(name: string, seconds: number): number {
  if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`createKeyRing: ${name} must be a number of seconds, 0 or more.`);
  return Math.round(seconds * 1000);
}
