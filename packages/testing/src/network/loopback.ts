const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|::ffff:127\.\d+\.\d+\.\d+)$/i;

/** True for the host names and addresses of this machine. */
export const isLoopback = (host: string): boolean => loopback.test(host);
