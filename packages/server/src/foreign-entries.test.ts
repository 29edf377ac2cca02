import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directory, inKeyFolder, notices, ring } from './key-folder.fixture.js';

inKeyFolder();

describe('an entry that is no key of ours', () => {
  async function entry(name: string, content: string): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, name), content, { mode: 0o600 });
  }

  async function record(): Promise<{ file: string; value: Record<string, unknown> }> {
    const { kid } = await ring().signingKey();
    const file = `lcw-auth.${kid}.json`;
    return { file, value: JSON.parse(await readFile(join(directory, file), 'utf8')) as Record<string, unknown> };
  }

  test.each([
    ['an empty file', 'lcw-auth.abc.json', '', 'not a JSON object'],
    [
      'a half-written file',
      'lcw-auth.abc.json',
      '{"version":1,"kid":"abc","privateKey":"-----BEGIN PRIVATE KEY-----MIIEvQIBADANBg',
      'half-written',
    ],
    ['another program’s JSON', 'lcw-auth.abc.json', '{"hello":"world"}', 'this version of lcw-auth'],
    ['a list', 'lcw-auth.abc.json', '[1,2,3]', 'this version of lcw-auth'],
    ['a later version', 'lcw-auth.abc.json', '{"version":2,"kid":"abc"}', 'this version of lcw-auth'],
    ['a name that is no key id', 'lcw-auth.a%2Fb.json', '{"version":1}', 'not a JSON object'],
    ['a name that is too long', `lcw-auth.${'a'.repeat(129)}.json`, '{"version":1}', 'not a JSON object'],
  ])('is reported once, skipped and never served: %s', async (_name, file, content, reason) => {
    await entry(file, content);
    const keyRing = ring();
    const published = await keyRing.publicKeys();
    await keyRing.publicKeys();
    expect(published).toHaveLength(1);
    expect(published.map(({ kid }) => kid)).not.toContain('abc');
    expect(notices.map(({ code }) => code)).toEqual(['key-entry-skipped']);
    expect(notices[0]?.message).toContain(reason);
    expect(notices[0]?.message.length).toBeLessThan(200);
    expect(JSON.stringify(notices)).not.toContain('MIIE');
    expect(await readFile(join(directory, file), 'utf8')).toBe(content);
  });

  test.each([
    ['a key stored under a foreign id', (value: Record<string, unknown>) => ({ ...value, kid: 'other' }), 'not the one it is stored under'],
    [
      'a public key that is not the private one’s',
      (value: Record<string, unknown>) => ({ ...value, publicKey: 'x' }),
      'do not belong together',
    ],
    ['a public key that is no text', (value: Record<string, unknown>) => ({ ...value, publicKey: 7 }), 'not text'],
    ['a private key that is no text', (value: Record<string, unknown>) => ({ ...value, privateKey: 7 }), 'not text'],
    [
      'a private key that is cut',
      (value: Record<string, unknown>) => ({ ...value, privateKey: String(value['privateKey']).slice(0, 500) }),
      'its private key cannot be used: Expected a private key',
    ],
    ['a time that is no number', (value: Record<string, unknown>) => ({ ...value, signsFrom: 'soon' }), 'times are not numbers'],
    ['a creation before all time', (value: Record<string, unknown>) => ({ ...value, createdAt: -1 }), 'times are not numbers'],
    ['a generation that is no whole number', (value: Record<string, unknown>) => ({ ...value, generation: 1.5 }), 'times are not numbers'],
  ])('is reported, skipped and replaced: %s', async (_name, change, reason) => {
    const { file, value } = await record();
    await writeFile(join(directory, file), JSON.stringify(change(value)));
    const published = await ring().publicKeys();
    expect(published.map(({ kid }) => `lcw-auth.${kid}.json`)).not.toContain(file);
    expect(published).toHaveLength(1);
    expect(notices).toMatchObject([{ code: 'key-entry-skipped', message: expect.stringContaining(`was skipped: `) as string }]);
    expect(notices[0]?.message).toContain(reason);
  });

  test('is reported and skipped when it is a good key under an id that is not its own', async () => {
    const { file, value } = await record();
    await rm(join(directory, file));
    await entry('lcw-auth.abc.json', JSON.stringify({ ...value, kid: 'abc' }));
    expect((await ring().publicKeys()).map(({ kid }) => kid)).not.toContain('abc');
    expect(notices).toMatchObject([{ message: expect.stringContaining('do not belong together') as string }]);
  });

  test('is taken in with a line end after its public key, as an editor leaves it, and of any age', async () => {
    const { file, value } = await record();
    await entry(file, JSON.stringify({ ...value, createdAt: 0, publicKey: `${String(value['publicKey'])}\n` }));
    expect((await ring().publicKeys()).map(({ kid }) => kid)).toEqual([value['kid']]);
    expect(notices).toEqual([]);
  });

  test('is passed over without a word when its name is no key’s', async () => {
    for (const name of ['notes.txt', '.lcw-auth.abc.json', '.lcw-auth.abc.json.5', 'lcw-auth.abc.json~']) await entry(name, '{}');
    expect(await ring().publicKeys()).toHaveLength(1);
    expect(notices).toEqual([]);
  });

  test('is passed over when its name cannot even be decoded', async () => {
    await entry('lcw-auth.%zz.json', '{}');
    expect(await ring().publicKeys()).toHaveLength(1);
    expect(notices).toMatchObject([{ code: 'key-entry-skipped', message: expect.stringContaining('lcw-auth:%zz') as string }]);
  });

  test('is taken in once it has been written to the end', async () => {
    const { file, value } = await record();
    await writeFile(join(directory, file), JSON.stringify(value).slice(0, 100));
    const keyRing = ring();
    const [replacement] = await keyRing.publicKeys();
    await writeFile(join(directory, file), JSON.stringify(value));
    expect((await keyRing.publicKeys()).map(({ kid }) => kid).toSorted()).toEqual([replacement?.kid, value['kid']].map(String).toSorted());
  });

  test('does not bring the ring down, whatever it holds', async () => {
    await ring().signingKey();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (content) => {
        await entry('lcw-auth.junk.json', content);
        expect(await ring().publicKeys()).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
