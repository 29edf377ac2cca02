import { expect, test } from 'vitest';
import { isExpired, nextTokenCopy, noCopy, type TokenCopy, type TokenCopyEvent } from './token-copy.js';

const held: TokenCopy = { status: 'held', token: 'first', expiresAt: 100 };
const signedOut: TokenCopy = { status: 'signed-out' };
const received: TokenCopyEvent = { type: 'token-received', token: 'second', expiresAt: null };
const second: TokenCopy = { status: 'held', token: 'second', expiresAt: null };

test.each<[TokenCopy, TokenCopyEvent, TokenCopy]>([
  [noCopy, received, second],
  [held, received, second],
  [signedOut, received, second],
  [noCopy, { type: 'no-user-signed-in' }, signedOut],
  [held, { type: 'no-user-signed-in' }, signedOut],
  [signedOut, { type: 'no-user-signed-in' }, signedOut],
  [noCopy, { type: 'token-expired' }, noCopy],
  [held, { type: 'token-expired' }, noCopy],
  [signedOut, { type: 'token-expired' }, signedOut],
  [noCopy, { type: 'provider-removed', inChat: true }, noCopy],
  [held, { type: 'provider-removed', inChat: true }, held],
  [signedOut, { type: 'provider-removed', inChat: true }, signedOut],
  [noCopy, { type: 'provider-removed', inChat: false }, noCopy],
  [held, { type: 'provider-removed', inChat: false }, noCopy],
  [signedOut, { type: 'provider-removed', inChat: false }, noCopy],
  [noCopy, { type: 'chat-ended' }, noCopy],
  [held, { type: 'chat-ended' }, noCopy],
  [signedOut, { type: 'chat-ended' }, noCopy],
])('%j and %j give %j', (copy, event, expected) => {
  expect(nextTokenCopy(copy, event)).toEqual(expected);
});

test.each([
  [held, 100, false],
  [held, 101, true],
  [second, 1e12, false],
  [signedOut, 101, false],
  [noCopy, 101, false],
])('%j at %d s is expired: %s', (copy, now, expected) => {
  expect(isExpired(copy, now)).toBe(expected);
});
