import type { RequestListener } from 'node:http';

// Any port is accepted, because a development proxy or a forwarded port sends its own port.
const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Accepts only this machine's own host names, so that a website cannot reach the server through a DNS name of the website. */
export function ownHostOnly(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (ownHost.test(request.headers.host ?? '')) listener(request, response);
    else
      response
        .writeHead(421, { 'content-type': 'text/plain' })
        .end('This server accepts the host names localhost, 127.0.0.1 and [::1] only.\n');
  };
}
