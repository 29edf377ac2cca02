import { setupWorker } from 'msw/browser';

/**
 * Starts the service worker that answers a story's HTTP. Its address is relative in a static build, so that the build
 * works from any sub-path. A request that leaves the page's origin unanswered is an error: stories touch no network.
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
