import type { Storage } from 'unstorage';
import type { OnNotice } from '../notice.js';
import type { RingTiming } from './ring-state.js';

/** Options of `createKeyRing`. All durations are in seconds. */
export interface KeyRingOptions {
  /** The storage of the keys: any unstorage Storage. Default: files of mode 0600 in `directory`. */
  storage?: Storage | undefined;
  /** The folder of the keys when there is no `storage`. Default '.lcw-auth' in the working directory. No web server may serve it. */
  directory?: string | undefined;
  /** The age at which a key is replaced. Default 7,776,000 (90 days). With `false`, only `rotate()` replaces keys. */
  rotateAfter?: number | false | undefined;
  /** Time for which a key is published before it signs. Default 3,600. It must be longer than any cache keeps the public key document. */
  publishAhead?: number | undefined;
  /**
   * Time for which a key stays published after its last signature. Default 3,900, because a token lives at most 3,600 and the clocks
   * of the instances may differ by up to four minutes.
   */
  retention?: number | undefined;
  /**
   * Time after which every instance can read a write to the storage. Default 30. Cloudflare KV and similar storages need more than a
   * minute. While the newest key is younger than this time, every public key document is read from the storage and must not be
   * cached. `publishAhead` must be longer than this time.
   */
  propagationTime?: number | undefined;
  /** How old an instance's view of the storage may become. Default 10. Other instances use a revoked key for up to this time. */
  refreshInterval?: number | undefined;
  /** The size of new keys in bits. Default 2,048. */
  modulusLength?: number | undefined;
  /** Receives problems that did not stop the ring. Default: one line on `console.warn`. */
  onNotice?: OnNotice | undefined;
}

// Another instance's public key document may be served for a second after that instance has read the storage.
const servedFor = 1_000;

/** Returns the durations in milliseconds. @throws RangeError when one is not a duration, or when two contradict each other. */
export function readTiming(options: KeyRingOptions): RingTiming {
  const publishAhead = milliseconds('publishAhead', options.publishAhead ?? 3_600);
  const retention = milliseconds('retention', options.retention ?? 3_900);
  const refreshInterval = milliseconds('refreshInterval', options.refreshInterval ?? 10);
  const propagationTime = milliseconds('propagationTime', options.propagationTime ?? 30);
  const rotateAfter =
    options.rotateAfter === false ? Number.POSITIVE_INFINITY : milliseconds('rotateAfter', options.rotateAfter ?? 7_776_000);
  if (publishAhead < refreshInterval + servedFor) {
    throw new RangeError(
      'createKeyRing: publishAhead must be at least refreshInterval plus one second. Otherwise an instance could miss a new key.',
    );
  }
  if (rotateAfter <= publishAhead) throw new RangeError('createKeyRing: rotateAfter must be longer than publishAhead.');
  return { publishAhead, retention, refreshInterval, propagationTime, rotateAfter };
}

function milliseconds(name: string, seconds: number): number {
  if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`createKeyRing: ${name} must be a number of seconds, 0 or more.`);
  return Math.round(seconds * 1000);
}
