/** Milliseconds before a broken stream is opened again. */
const pause = 1_000;

/** Reads a stream of server-sent events and opens it again when it breaks, until `signal` ends it. Never rejects. */
export async function followEvents(
  fetch: (request: Request) => Promise<Response>,
  address: () => string,
  signal: AbortSignal,
  onEvent: (event: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(new Request(address(), { signal }));
      if (response.ok && response.body) await readEvents(response.body, onEvent);
    } catch {
      // The loop opens the stream again.
    }
    if (!signal.aborted) await waitFor(pause, signal);
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: unknown) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith('data: ')) onEvent(JSON.parse(block.slice('data: '.length)));
    }
  }
}

const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
