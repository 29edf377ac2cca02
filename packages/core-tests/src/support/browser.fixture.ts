import { vi } from 'vitest';

/** The part of a browser that tabs share: BroadcastChannel and Web Locks, on fake time. */
export interface BrowserDouble {
  /** All messages that were sent, oldest first. */
  messages: unknown[];
  /** Names of the locks that are held. */
  held: Set<string>;
  /** Sends a message, as other code of this origin can. */
  say(message: unknown): void;
  /** Takes a lock away from its holder, as other code of this origin can. The holder's callback still runs. */
  steal(name: string): void;
}

interface BrowserOptions {
  /** 'refused': each request for a lock is rejected, as without storage. */
  locks?: 'web-locks' | 'none' | 'refused';
  hasChannel?: boolean;
  /** Time of a message from tab to tab, in milliseconds. */
  messageTakes?: number;
}

/** Replaces the browser for several clients in one process. Restored by `vi.unstubAllGlobals()`. */
export function stubBrowser({ locks = 'web-locks', hasChannel = true, messageTakes = 5 }: BrowserOptions = {}): BrowserDouble {
  const channels = new Set<Channel>();
  const queues = new Map<string, (() => void)[]>();
  const rejectHolder = new Map<string, (reason: Error) => void>();
  const browser: BrowserDouble = {
    messages: [],
    held: new Set(),
    say: (message) => deliver(null, 'lcw-auth', message),
    steal: (name) => rejectHolder.get(name)?.(new DOMException('Lock was stolen', 'AbortError')),
  };

  function deliver(from: Channel | null, name: string, message: unknown) {
    const copy: unknown = structuredClone(message);
    browser.messages.push(copy);
    setTimeout(() => {
      for (const channel of channels) {
        if (channel !== from && channel.name === name) channel.dispatchEvent(new MessageEvent('message', { data: structuredClone(copy) }));
      }
    }, messageTakes);
  }

  class Channel extends EventTarget {
    readonly name: string;
    constructor(name: string) {
      super();
      this.name = name;
      channels.add(this);
    }
    postMessage(message: unknown) {
      if (!channels.has(this)) throw new DOMException('Channel is closed', 'InvalidStateError');
      deliver(this, this.name, message);
    }
    close() {
      channels.delete(this);
    }
  }

  async function request<Result>(name: string, { signal }: { signal?: AbortSignal }, run: () => Promise<Result>): Promise<Result> {
    if (locks === 'refused') throw new DOMException('request() is not allowed in this context', 'SecurityError');
    signal?.throwIfAborted();
    if (browser.held.has(name)) await turn(name, signal);
    browser.held.add(name);
    const stolen = new Promise<never>((_resolve, reject) => rejectHolder.set(name, reject));
    try {
      return await Promise.race([run(), stolen]);
    } finally {
      browser.held.delete(name);
      queues.get(name)?.shift()?.();
    }
  }

  function turn(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      queue.push(resolve);
      signal?.addEventListener('abort', () => {
        if (!queue.includes(resolve)) return;
        queue.splice(queue.indexOf(resolve), 1);
        reject(signal.reason as Error);
      });
    });
  }

  vi.stubGlobal('BroadcastChannel', hasChannel ? Channel : undefined);
  vi.stubGlobal('navigator', locks === 'none' ? {} : { locks: { request } });
  return browser;
}
