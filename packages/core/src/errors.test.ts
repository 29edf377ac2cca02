import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toLiveChatAuthError } from './errors.js';
import { errorCodes, LiveChatAuthError } from './index.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const documentation = read('../ERRORS.md');
const sections = [...documentation.matchAll(/^### ([\w-]+)$/gm)].map(([, code]) => code);
const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.') && path !== 'errors.ts')
  .map(read)
  .join('\n');

describe('Every error code', () => {
  test.each(errorCodes)('%s has a message and a hint in full sentences, and a link', (code) => {
    const { message, hint, docsUrl } = new LiveChatAuthError(code);
    expect(message).toMatch(/^[A-Z].*\. .*\.$/);
    expect(hint).toMatch(/^[A-Z].*\.$/);
    expect(docsUrl).toMatch(new RegExp(`ERRORS\\.md#${code}$`));
  });

  test.each(errorCodes)('%s is raised somewhere', (code) => {
    const ofWidget = new LiveChatAuthError(code).widgetErrorCode !== undefined || code === 'widget-error';
    expect(ofWidget || sources.includes(`'${code}'`)).toBe(true);
  });

  test('has a section in ERRORS.md, in the same order, and no other section exists', () => {
    expect(sections).toEqual(errorCodes);
  });
});

describe('The details of an error', () => {
  test('are part of the message', () => {
    const { message } = new LiveChatAuthError('token-http-error', { status: 502, contentType: 'text/html', path: '/auth/token' });
    expect(message).toContain('Path: /auth/token. HTTP status: 502. Content type: text/html.');
  });

  test.each([
    ['status', '502'],
    ['status', 1e9],
    ['contentType', 'eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl'],
    ['path', '/auth?code=secret'],
    ['path', `/${'a'.repeat(300)}`],
    ['algorithm', 'eyJhbGciOiJSUzI1NiJ9'],
    ['claim', 'email'],
    ['received', 'toString'],
    ['host', 'https://user:password@evil.example'],
    ['clientFunction', 'alert(1)'],
    ['powerPagesCode', 'PortalSTS0001 and more'],
    ['deviceClockAhead', NaN],
  ])('drop a value of %s that fails its check: %j', (name, value) => {
    expect(new LiveChatAuthError('token-http-error', { [name]: value }).details).toEqual({});
  });
});

describe('An error that the app throws', () => {
  test('keeps its code and checked details when it is one of this library, and loses its text', () => {
    const thrown = Object.assign(new Error('quotes a.token.here'), {
      name: 'LiveChatAuthError',
      code: 'token-http-error',
      details: { status: 503, contentType: 'a token' },
    });
    const error = toLiveChatAuthError(thrown, 'token-fetch-failed');
    expect(error).toBeInstanceOf(LiveChatAuthError);
    expect(error).toMatchObject({ code: 'token-http-error', details: { status: 503 } });
    expect(error.message).not.toContain('token.here');
  });

  test.each([
    ['an Error', new Error('quotes a.token.here')],
    ['an error with the name and an unknown code', Object.assign(new Error(), { name: 'LiveChatAuthError', code: 'toString' })],
    ['text', 'text'],
    ['null', null],
    ['an object that is no error', { name: 'LiveChatAuthError', code: 'token-http-error' }],
  ])('becomes the given code when it is %s', (_what, thrown) => {
    expect(toLiveChatAuthError(thrown, 'token-fetch-failed').code).toBe('token-fetch-failed');
  });
});
