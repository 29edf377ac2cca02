import { createHook } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { createSigner } from '../index.js';
import { pair } from '../test-service.fixture.js';

test('every signature is made on the thread pool, so that signing never blocks the event loop', async () => {
  const signer = await createSigner(pair.privateKey);
  const started = new Set<number>();
  let returned = 0;
  // The result of the thread pool arrives as a separate event. The result of a signature on the main thread does not.
  const hook = createHook({
    init(id, type) {
      if (type === 'SIGNREQUEST') started.add(id);
    },
    before(id) {
      if (started.has(id)) returned += 1;
    },
  }).enable();
  const signatures = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => signer.sign(new TextEncoder().encode(`token ${index}`))),
  );
  hook.disable();
  expect(returned).toBe(20);
  expect(new Set(signatures.map((signature) => Buffer.from(signature).toString('hex'))).size).toBe(20);
});
