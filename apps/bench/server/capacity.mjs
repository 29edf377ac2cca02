// Measures what a large portal needs: memory of the reuse cache for each user, and storage operations of 20 instances over one day.
// Run with `node --expose-gc server/capacity.mjs`. Time in the second part is virtual.
import { randomBytes, randomUUID } from 'node:crypto';
import { createStorage } from 'unstorage';
import { buildServer } from './build-server.mjs';

const server = await buildServer();
const { createKeyRing, createTokenService } = await import(server.url);
await measureReuse();
await measureTraffic();
server.remove();

async function measureReuse() {
  const users = 100_000;
  // Signatures of random bytes: only their size matters here.
  const signer = { kid: 'key-1', publicKey: '', sign: async () => new Uint8Array(randomBytes(256)) };
  const keyRing = { signingKey: async () => signer, publicKeys: async () => [] };
  const service = createTokenService({ issuer: 'contosohelp.com', keyRing, getUser: () => null, reuse: { limit: users } });
  const before = usedBytes();
  for (let user = 0; user < users; user += 1) {
    const sub = randomUUID();
    await service.signAuthToken({ sub, context: { msdyn_cartvalue: '10000', msdyn_isvip: 'false', portalcontactid: sub } });
  }
  const perUser = (usedBytes() - before) / users;
  process.stdout.write(`reuse cache: ${Math.round(perUser)} bytes for each user (${users} users)\n`);
  // This call keeps a reference to the service. Otherwise its cache could be garbage-collected before the measurement.
  await service.signAuthToken({ sub: randomUUID() });
}

async function measureTraffic() {
  const instances = 20;
  const day = 86_400;
  const step = 5;
  const start = Date.now();
  let elapsed = 0;
  Date.now = () => start + elapsed;
  performance.now = () => elapsed;
  const operations = { list: 0, read: 0, write: 0, remove: 0 };
  const storage = createStorage();
  const counting = {
    ...storage,
    getKeys: async (...args) => ((operations.list += 1), storage.getKeys(...args)),
    getItem: async (...args) => ((operations.read += 1), storage.getItem(...args)),
    setItem: async (...args) => ((operations.write += 1), storage.setItem(...args)),
    removeItem: async (...args) => ((operations.remove += 1), storage.removeItem(...args)),
  };
  const rings = Array.from({ length: instances }, () => createKeyRing({ storage: counting, onNotice: () => {} }));
  await rings[0].signingKey();
  for (let second = 0; second < day; second += step) {
    elapsed = second * 1000;
    if (second === day / 2) await rings[0].rotate();
    for (const ring of rings) {
      await ring.signingKey();
      await ring.publicKeys();
    }
  }
  const perSecond = Object.entries(operations).map(([name, count]) => `${(count / day).toFixed(2)} ${name}`);
  process.stdout.write(`key ring: ${instances} instances, one day with one rotation: ${perSecond.join(', ')} a second; `);
  process.stdout.write(`${operations.write} writes and ${operations.remove} removals in all\n`);
}

function usedBytes() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
