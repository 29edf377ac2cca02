import { spawn, type ChildProcess } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify as verifySignature } from 'node:crypto';
import { createInterface } from 'node:readline';
import { bundleForNode } from '../bundle.fixture.js';
import type { InstanceSettings } from './instance.fixture.js';

/** A server in its own process. */
export interface Instance {
  token(): Promise<string>;
  document(): Promise<string>;
  rotate(): Promise<void>;
  revoke(kid: string): Promise<void>;
  stop(): Promise<void>;
}

const keysOfInstance = 2;
let program: Promise<string> | null = null;
const keys: ReturnType<typeof newKeys>[] = [];

/** Starts servers in their own processes, all at the same moment. Each has its own keys, and later tests use the same keys again. */
export async function startInstances(count: number, settings: InstanceSettings): Promise<Instance[]> {
  program ??= bundleForNode('keys/instance.fixture.ts');
  const file = await program;
  while (keys.length < count * keysOfInstance) keys.push(newKeys());
  return Promise.all(
    Array.from({ length: count }, async (_, index) =>
      start(file, settings, keys.slice(index * keysOfInstance, (index + 1) * keysOfInstance)),
    ),
  );
}

async function start(file: string, settings: InstanceSettings, ownKeys: object): Promise<Instance> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, INSTANCE: JSON.stringify(settings), INSTANCE_KEYS: JSON.stringify(ownKeys) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const base = await firstLine(child);
  const get = async (path: string): Promise<string> => {
    const response = await fetch(base + path);
    const text = await response.text();
    if (response.ok) return text;
    if (response.status !== 503) throw new Error(`${path} answered ${response.status}: ${text}`);
    // On a slow machine a storage may take longer to answer than the short durations of these tests allow.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return get(path);
  };
  return {
    token: async () => get('/auth/token'),
    document: async () => get('/auth/publickey'),
    rotate: async () => void (await get('/rotate')),
    revoke: async (kid) => void (await get(`/revoke/${kid}`)),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}

function newKeys(): { privateKey: JsonWebKey; publicKey: JsonWebKey } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privateKey: privateKey.export({ format: 'jwk' }), publicKey: publicKey.export({ format: 'jwk' }) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The instance has no output.');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('The instance ended before it listened.');
}

/** Returns the key ids of a public key document, or 'pem' when the document is a single key as text. */
export function kidsOf(document: string): string[] {
  return document.startsWith('[') ? (JSON.parse(document) as { kid: string }[]).map(({ kid }) => kid) : ['pem'];
}

/** Returns the key id of a token. */
export function kidOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
}

/** Returns true when a verifier with this document accepts the token now. It shares no code with the server. */
export function accepts(document: string, token: string): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  if (exp * 1000 <= Date.now()) return false;
  const entries = document.startsWith('[') ? (JSON.parse(document) as { kid: string; publicKey: string; expiry: number }[]) : null;
  const entry = entries?.find(({ kid }) => kid === kidOf(token));
  const pem = entries ? entry && Buffer.from(entry.publicKey, 'base64').toString() : document;
  if (!pem || (entry && entry.expiry * 1000 <= Date.now())) return false;
  return verifySignature('RSA-SHA256', Buffer.from(`${header}.${payload}`), createPublicKey(pem), Buffer.from(signature, 'base64url'));
}

/** Returns the remaining lifetime of a token in milliseconds. */
export function lifeLeft(token: string): number {
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
  return exp * 1000 - Date.now();
}
