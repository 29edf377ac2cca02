import type { RequestListener } from 'node:http';

// Any port is accepted: a development proxy or a forwarded port keeps its own.
const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Answers only under this machine's own names, so that a website cannot reach the server through a DNS name of its own. */
export function ownHostOnly(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (ownHost.test(request.headers.host ?? '')) listener(request, response);
    else response.writeHead(421, { 'content-type': 'text/plain' }).end('This server answers under localhost, 127.0.0.1 and [::1] only.\n');
  };
}
