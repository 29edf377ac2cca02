import type { Socket } from 'node:net';
import { isLoopback } from './loopback.js';

/** Hosts that a test tried to reach. */
const blocked = new Set<string>();
let guards = 0;
let restore = () => {};

/**
 * Blocks connections to hosts other than this machine, in Node. Works below fetch, so it also blocks requests that a mock passes on.
 * Returns a function that allows them again.
 */
export function blockExternalRequests(): () => void {
  guards += 1;
  if (guards === 1) restore = replaceConnect();
  return () => {
    guards -= 1;
    if (guards === 0) restore();
  };
}

function replaceConnect(): () => void {
  // A browser has no such module, so nothing is blocked there.
  const net = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:net');
  if (!net) return () => {};
  const prototype = net.Socket.prototype as { connect(this: Socket, ...given: unknown[]): Socket };
  const { connect } = prototype;
  prototype.connect = function (this: Socket, ...given: unknown[]) {
    const host = hostOf(given);
    if (host === null || isLoopback(host)) return connect.apply(this, given);
    blocked.add(host);
    // The socket fails later and not during this call, like a connection that fails.
    process.nextTick(() => this.destroy(new Error(describe([host]))));
    return this;
  };
  return () => {
    prototype.connect = connect;
  };
}

/** Returns the host of a call of `connect`: (options), (port, host) or (path). Null: the call names no host, which means this machine. */
function hostOf(given: readonly unknown[]): string | null {
  // Node itself passes its arguments as one array.
  const [first, second] = Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
  const host = typeof first === 'object' && first !== null ? (first as { host?: unknown }).host : second;
  return typeof host === 'string' && host !== '' ? host : null;
}

/**
 * Throws when a test with `renderWithLiveChat` tried to reach another host. The next call reports only later requests.
 * The set-up files `@lcw-auth/testing/vitest` and `/jest` call it after each test.
 * @throws Error that names the hosts. The requests were blocked.
 */
export function assertNoExternalRequests(): void {
  const hosts = [...blocked];
  blocked.clear();
  if (hosts.length > 0) throw new Error(describe(hosts));
}

const describe = (hosts: readonly string[]): string =>
  `renderWithLiveChat blocked a request to ${hosts.join(', ')}, because tests must not leave this machine. Answer it in the test, for example with MSW or by passing getAuthToken or botTokenService.`;
