import { countRealWork } from '../real-work.js';

/** What a page may leak, counted from the moment this is called. */
export interface Resources {
  /** Returns the number of open BroadcastChannels, of pending timers, and of locks that are held or requested. */
  count(): Promise<{ channels: number; timers: number; locks: number }>;
  /** Waits until only timers are pending: no cryptography and no request for a lock. */
  settle(): Promise<void>;
}

export function watchResources(): Resources {
  let channels = 0;
  const timers = new Set<number>();

  window.BroadcastChannel = class extends window.BroadcastChannel {
    #open = true;
    constructor(name: string) {
      super(name);
      channels += 1;
    }
    override close() {
      super.close();
      if (this.#open) channels -= 1;
      this.#open = false;
    }
  };

  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = ((handler: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
    const id = setTimeout(() => {
      timers.delete(id);
      handler(...given);
    }, delay);
    timers.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    timers.delete(Number(id));
    clearTimeout(id);
  };
  window.setInterval = ((handler: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
    const id = setInterval(handler, delay, ...given);
    timers.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearInterval = (id) => {
    timers.delete(Number(id));
    clearInterval(id);
  };

  const { isDone } = countRealWork(inNextTurn);
  const lockRequests = countLockRequests();

  return {
    async count() {
      const { held = [], pending = [] } = await navigator.locks.query();
      return { channels, timers: timers.size, locks: held.length + pending.length };
    },
    async settle() {
      do await isDone();
      while (!(await lockRequests.areDone()));
      // Code that has received a lock may continue with other work.
      await isDone();
    },
  };
}

/** Counts requests for locks. The browser grants locks in another process, which the page's fake clock does not control. */
function countLockRequests() {
  let underWay = 0;
  const request = navigator.locks.request.bind(navigator.locks) as (...given: unknown[]) => Promise<unknown>;
  const counted = async (name: string, options: LockOptions, run: LockGrantedCallback<unknown>) => {
    underWay += 1;
    let hasEnded = false;
    const end = () => {
      if (!hasEnded) underWay -= 1;
      hasEnded = true;
    };
    try {
      return await request(name, options, (lock: Lock | null) => {
        end();
        return run(lock);
      });
    } finally {
      end();
    }
  };
  Object.defineProperty(navigator.locks, 'request', { value: counted });
  return {
    /** Resolves to true when the only pending requests wait for the release of a held lock. The holder may need a timer to release it. */
    async areDone() {
      const { held = [], pending = [] } = await navigator.locks.query();
      return underWay <= pending.filter(({ name }) => held.some((lock) => lock.name === name)).length;
    },
  };
}

/** Calls back in the next turn of the event loop, independently of the fake clock. */
function inNextTurn(callback: () => void) {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    callback();
  });
  port1.start();
  port2.postMessage(null);
}
