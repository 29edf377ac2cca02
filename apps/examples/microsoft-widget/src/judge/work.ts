/** The page's running work that does not run in its own thread. Its duration depends on the load of the machine. */
let running = 0;
/** Turns in which nothing ran, after which all work counts as done. */
const quietTurns = 4;

/** Counts the calls of these methods until their promises settle. */
function count(target: object, names: readonly string[]): void {
  const methods = target as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const name of names) {
    const original = methods[name]!;
    methods[name] = async function counted(this: unknown, ...given) {
      running += 1;
      return original.apply(this, given).finally(() => (running -= 1));
    };
  }
}

count(crypto.subtle, ['digest', 'sign', 'verify', 'generateKey', 'importKey', 'exportKey']);
for (const { prototype } of [Request, Response]) count(prototype, ['text', 'json', 'arrayBuffer']);

/** The widget's parts exchange messages through the browser, which delivers all messages of a page in order. */
const [sender, receiver] = [new BroadcastChannel('judge'), new BroadcastChannel('judge')];
const nextTurn = () =>
  new Promise((resolve) => {
    receiver.onmessage = resolve;
    sender.postMessage(null);
  });

/** Waits until the page has no work left that is due now, such as rendering, checking a signature and delivering a message. */
export async function workIsDone(): Promise<void> {
  for (let quiet = 0; quiet < quietTurns; quiet = running === 0 ? quiet + 1 : 0) await nextTurn();
}
