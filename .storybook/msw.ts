import { setupWorker } from 'msw/browser';

/**
 * Starts the service worker that answers the HTTP requests of a story. Its address is relative in a static build, so that the build
 * works from any sub-path. A request to another origin without a handler is an error, because stories use no network.
 */
export async function startMsw() {
  const worker = setupWorker();
  await worker.start({
    quiet: true,
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
    onUnhandledRequest: (request, print) => {
      if (new URL(request.url).origin !== location.origin) print.error();
    },
  });
  return worker;
}
