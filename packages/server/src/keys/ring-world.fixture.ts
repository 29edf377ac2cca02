import type { KeyRecord } from './key-record.js';
import type { KeyRing } from './key-ring.js';
import type { Revocation, ScheduledKey } from './key-schedule.js';
import type { KeyStore } from './key-store.js';
import type { RingTiming } from './ring-state.js';
import type { Signer } from './signer.js';
import { createStoredKeyRing } from './stored-key-ring.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The default durations, and rotation every day. */
export const timing: RingTiming = {
  publishAhead: hour,
  retention: 65 * minute,
  rotateAfter: 24 * hour,
  refreshInterval: 10 * second,
  propagationTime: 30 * second,
};
/** The longest lifetime that a token may have. */
const tokenLifetime = hour;
/**
 * The largest error of a clock. Two clocks then differ by at most four minutes, and the retention is five minutes longer than the
 * longest token lifetime. Tokens and documents of an instance with a larger error are not checked.
 */
const allowedDifference = 2 * minute;
/** Storage operations have a time limit of a few seconds, which adds to the documented times. */
const slack = 5 * second;
const epoch = 1_800_000_000_000;

interface WorldKey extends ScheduledKey {
  signer: Signer;
}

interface Token {
  kid: string;
  issuedAt: number;
  /** By the clock of the instance that signed it. */
  exp: number;
  /** False when that clock was so wrong that no verifier accepts the token's dates. */
  isDated: boolean;
}

interface Operation {
  owner: Instance;
  /** Changes or reads the storage and resolves the instance's promise. */
  run: () => void;
  fail: () => void;
}

interface Instance {
  ring: KeyRing;
  /** How far this instance's date is ahead, in milliseconds. */
  clockAhead: number;
  failedAt: number;
  /** Order number of the newest listing whose read has completed. */
  listedAt: number;
  /** When that listing was made, in milliseconds. */
  listedTime: number;
  crashed: boolean;
}

interface Landed {
  record: KeyRecord;
  order: number;
  at: number;
}

/**
 * Simulates several instances on one storage. Every storage operation waits until the test performs it. The test chooses the order,
 * and it can let an operation fail, either without or after its effect on the storage. `faults` lists the violations of the rules.
 */
export class RingWorld {
  readonly faults: string[] = [];
  readonly #instances: Instance[];
  readonly #stored = new Map<string, KeyRecord>();
  readonly #revocations = new Map<string, Revocation>();
  readonly #landed = new Map<string, Landed>();
  readonly #tokens: Token[] = [];
  readonly #revokeStarted = new Set<string>();
  /** Order number of the last removal of a key whose revocation was not stored. */
  #removedUnrecordedAt = -1;
  readonly #revokeResolved = new Map<string, { by: Instance; order: number; at: number }>();
  #pending: Operation[] = [];
  #time = 0;
  #order = 0;
  #keys = 0;

  constructor(count: number) {
    this.#instances = Array.from({ length: count }, () => this.#start());
  }

  #start(): Instance {
    const instance: Instance = {
      ring: null as unknown as KeyRing,
      clockAhead: 0,
      failedAt: -Infinity,
      listedAt: -1,
      listedTime: 0,
      crashed: false,
    };
    instance.ring = createStoredKeyRing<WorldKey>({
      store: this.#storeOf(instance),
      createKeyPair: async () => this.#operation(instance, () => this.#newKeyPair()),
      clock: { wall: () => this.#wall(instance), monotonic: () => this.#time },
      timing,
      onNotice: () => {},
    });
    return instance;
  }

  #wall(instance: Instance): number {
    return epoch + this.#time + instance.clockAhead;
  }

  #newKeyPair() {
    this.#keys += 1;
    // The order of the ids differs from the order of creation, so the lowest id is sometimes the older key and sometimes the newer one.
    const kid = `key-${String((this.#keys * 7) % 10)}-${this.#keys}`;
    return { kid, privateKey: `private ${kid}`, publicKey: `public ${kid}` };
  }

  #storeOf(instance: Instance): KeyStore<WorldKey> {
    return {
      read: async () => {
        let listed = 0;
        const names = await this.#operation(instance, () => {
          listed = this.#order;
          return [...this.#stored.keys(), ...this.#revocations.keys()];
        });
        const entries = await this.#operation(instance, () => ({
          keys: names.flatMap((name) => worldKey(this.#stored.get(name))),
          revocations: [...this.#revocations.values()].filter(({ kid }) => names.includes(kid)),
        }));
        if (listed > instance.listedAt) instance.listedTime = this.#time;
        instance.listedAt = Math.max(instance.listedAt, listed);
        return entries;
      },
      writeKey: async (record) =>
        this.#operation(instance, () => {
          if (this.#landed.has(record.kid)) this.faults.push(`the entry of ${record.kid} was written twice`);
          this.#stored.set(record.kid, record);
          this.#landed.set(record.kid, { record, order: this.#order, at: this.#time });
        }),
      writeRevocation: async (record) => this.#operation(instance, () => void this.#revocations.set(record.kid, record)),
      removeKey: async (kid) =>
        this.#operation(instance, () => {
          this.#stored.delete(kid);
          if (this.#revokeStarted.has(kid) && !this.#revocations.has(kid)) this.#removedUnrecordedAt = this.#order;
        }),
    };
  }

  async #operation<T>(owner: Instance, effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ owner, run: () => resolve(effect()), fail: () => reject(new Error('The storage failed.')) });
    });
  }

  /** Performs one waiting operation. */
  async run(which: number): Promise<void> {
    const operation = this.#take(which);
    this.#order += 1;
    operation?.run();
    await flush();
  }

  /** Lets one waiting operation fail. When `lands` is true, the storage performs it, but the caller still gets an error. */
  async fail(which: number, lands: boolean): Promise<void> {
    const operation = this.#take(which);
    if (!operation) return;
    this.#order += 1;
    operation.owner.failedAt = this.#time;
    operation.fail();
    if (lands) operation.run();
    await flush();
  }

  /** Performs all waiting operations and the operations that follow from them. */
  async settle(): Promise<void> {
    for (let steps = 0; this.#pending.length > 0; steps += 1) {
      if (steps > 5_000) throw new Error('The instances do not finish their operations.');
      await this.run(0);
    }
  }

  #take(which: number): Operation | undefined {
    return this.#pending.splice(which % Math.max(1, this.#pending.length), 1)[0];
  }

  /** Lets time pass. Operations have a time limit, so none stays open for longer than a second. */
  async pass(milliseconds: number): Promise<void> {
    if (milliseconds > second) await this.settle();
    this.#time += milliseconds;
  }

  setClock(which: number, ahead: number): void {
    this.#instance(which).clockAhead = ahead;
  }

  /** Ends an instance in the middle of its operations and starts a new one in its place. */
  async crash(which: number, lands: boolean): Promise<void> {
    const instance = this.#instance(which);
    instance.crashed = true;
    if (lands) this.#pending.find(({ owner }) => owner === instance)?.run();
    this.#pending = this.#pending.filter(({ owner }) => owner !== instance);
    this.#instances[this.#instances.indexOf(instance)] = this.#start();
    await flush();
  }

  #instance(which: number): Instance {
    return this.#instances[which % this.#instances.length]!;
  }

  async rotate(which: number): Promise<void> {
    this.#instance(which)
      .ring.rotate()
      .catch(() => {});
    await flush();
  }

  async revoke(which: number, key: number): Promise<void> {
    const kids = [...this.#landed.keys()];
    const kid = kids[key % Math.max(1, kids.length)];
    if (kid === undefined) return;
    const instance = this.#instance(which);
    this.#revokeStarted.add(kid);
    instance.ring.revoke(kid).then(
      () => {
        const known = this.#revocations.has(kid) || !this.#stored.has(kid);
        if (!known) this.faults.push(`revoke(${kid}) resolved, but the storage still has the key and no revocation`);
        if (!this.#revokeResolved.has(kid)) this.#revokeResolved.set(kid, { by: instance, order: this.#order, at: this.#time });
      },
      () => {},
    );
    await flush();
  }

  /** Requests a token from an instance. */
  async sign(which: number): Promise<void> {
    const instance = this.#instance(which);
    const asked = { order: this.#order, at: this.#time, listedAt: instance.listedAt };
    instance.ring.signingKey().then(
      ({ kid }) => {
        if (instance.crashed) return;
        if (this.#mustNotUse(kid, instance, asked)) this.faults.push(`${kid} signed after revoke had resolved`);
        this.#tokens.push({ kid, issuedAt: this.#time, exp: this.#wall(instance) + tokenLifetime, isDated: isRight(instance) });
      },
      () => {},
    );
    await flush();
  }

  #mustNotUse(kid: string, instance: Instance, asked: { order: number; at: number; listedAt: number }): boolean {
    const resolved = this.#revokeResolved.get(kid);
    if (!resolved || resolved.order > asked.order) return false;
    if (resolved.by === instance || asked.listedAt > resolved.order) return true;
    return instance.failedAt < resolved.at && asked.at > resolved.at + timing.refreshInterval + slack;
  }

  /** Requests the public keys of an instance and checks that they verify every valid token. */
  async verify(which: number): Promise<void> {
    const instance = this.#instance(which);
    const asked = { order: this.#order, at: this.#time, listedAt: instance.listedAt };
    const tokens = [...this.#tokens];
    instance.ring.publicKeys().then(
      (keys) => {
        if (instance.crashed) return;
        const kids = new Set(keys.map(({ kid }) => kid));
        for (const kid of kids)
          if (this.#mustNotUse(kid, instance, asked)) this.faults.push(`${kid} was published after revoke had resolved`);
        for (const token of tokens)
          if (!kids.has(token.kid) && this.#mustVerify(token, instance, asked)) this.faults.push(`a token of ${token.kid} was refused`);
      },
      () => {},
    );
    await flush();
  }

  #mustVerify(token: Token, instance: Instance, asked: { order: number; at: number; listedAt: number }): boolean {
    const landed = this.#landed.get(token.kid);
    if (!landed || this.#revokeStarted.has(token.kid) || !token.isDated || !isRight(instance)) return false;
    if (token.exp <= this.#wall(instance) || this.#time >= token.issuedAt + tokenLifetime) return false;
    // An instance without the storage does not learn that a successor was revoked. It therefore stops publishing a key with which
    // other instances still sign. At that time it no longer signs itself.
    const isCutOff = instance.failedAt > instance.listedTime && this.#time - instance.listedTime > timing.publishAhead;
    if (isCutOff) return false;
    // Without a stored revocation, an older key signs again. This instance does not publish it before it has seen the removal.
    if (asked.listedAt <= this.#removedUnrecordedAt) return false;
    if (asked.listedAt > landed.order) return true;
    if (instance.failedAt >= landed.at) return false;
    return landed.record.generation === 1 || asked.at > landed.at + timing.refreshInterval + slack;
  }

  /** Corrects every clock, waits, and returns the keys that the instances then sign with. */
  async agreement(): Promise<ReadonlySet<string>> {
    for (const instance of this.#instances) instance.clockAhead = 0;
    for (let round = 0; round < 4; round += 1) {
      await this.pass(hour);
      for (const index of this.#instances.keys()) await this.sign(index);
      await this.settle();
    }
    const signing = this.#instances.map(async ({ ring }) => (await ring.signingKey()).kid);
    await this.settle();
    return new Set(await Promise.all(signing));
  }
}

function worldKey(record: KeyRecord | undefined): WorldKey[] {
  if (!record) return [];
  const { kid, publicKey, generation, createdAt, signsFrom } = record;
  return [{ kid, generation, createdAt, signsFrom, signer: { kid, publicKey, sign: async () => new Uint8Array() } }];
}

function isRight({ clockAhead }: Instance): boolean {
  return Math.abs(clockAhead) <= allowedDifference;
}

async function flush(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
