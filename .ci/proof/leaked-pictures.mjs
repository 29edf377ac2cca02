// Draws secrets as pages might show them, and what only looks like one, and sees what is found in the pictures of them.
import { hkdfSync } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { ensureChromium, launchOptions } from '../chromium.mjs';
import { root } from '../install.mjs';
import { readPictures, secretsReadIn } from './secrets-in-pictures.mjs';

const folder = resolve(root, 'node_modules/.cache/leaked-pictures');
/** Made up, and the same in each run: a picture is read well or it is not. */
const bytes = (name, length) => Buffer.from(hkdfSync('sha256', name, '', '', length));
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (header) =>
  `${part(header)}.${part({ iss: 'contoso.example', exp: 1_800_000_000 })}.${bytes('signature', 256).toString('base64url')}`;
const pem = (kind, length) =>
  [`-----BEGIN ${kind} KEY-----`, bytes(kind, length).toString('base64'), `-----END ${kind} KEY-----`].join('\n');
const jwk = (...members) =>
  JSON.stringify({ kty: 'RSA', ...Object.fromEntries(members.map((name) => [name, bytes(name, 128).toString('base64url')])) });
const contact = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
const postToken = 'token.botframework.com/api/sas/postToken?expiry=1800000000&';
const hmac = bytes('hmac', 24).toString('base64url');

const pages = [
  ['a signed token', signed({ alg: 'RS256', typ: 'JWT', kid: 'k1' })],
  ['a signed token', signed({ typ: 'JWT', alg: 'RS256' })],
  ['a private key', pem('PRIVATE', 1200)],
  ['a private key', jwk('n', 'd', 'p', 'q')],
  ['a bot token URL', `https://${postToken}state=${contact}&hmac=${hmac}`],
  ['a bot token URL', `https://europe.${postToken}hmac=${hmac}&state=${contact}`],
  ['', pem('PUBLIC', 294)],
  ['', jwk('n', 'kid')],
  ['', `They just asked token.botframework.com: the exchange ended (bot-url-host). Contact ${contact}, Error 4, createLiveChatAuth.`],
];
const looks = [
  '12px system-ui; color: #222; inline-size: 420px',
  '13px monospace; color: #ccc; background: #1b1b1f; inline-size: 900px',
  '13px monospace; color: #222; inline-size: 250px',
  '15px Georgia; color: #777; background: #f4f4f4; inline-size: 600px',
];

ensureChromium();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage({ deviceScaleFactor: 2 });
const expected = new Map();
for (const [number, [kind, text]] of pages.entries()) {
  for (const [look, style] of looks.entries()) {
    const path = resolve(folder, `${number}-${look}.png`);
    await page.setContent(`<h1>What happened</h1><p style="font: ${style}; overflow-wrap: anywhere; padding: 8px"></p>`);
    await page.locator('p').evaluate((element, content) => (element.textContent = content), text);
    await page.screenshot({ path });
    expected.set(path, kind);
  }
}
await browser.close();

let [passed, failed] = [0, 0];
for (const [path, text] of await readPictures([...expected.keys()])) {
  const found = secretsReadIn(text).join(', ');
  if (found === expected.get(path)) passed += 1;
  else failed += 1;
  if (found !== expected.get(path)) console.log(`✗ ${path} shows ${expected.get(path) || 'no secret'}; found: ${found || 'none'}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
