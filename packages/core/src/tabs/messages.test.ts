import { describe, expect, test } from 'vitest';
import { outcomeOf, readMessage, type CardMessage } from './messages.js';

const sender = { scope: 'org:app', userId: 'ann' };
const card = { ...sender, type: 'card', signInId: 'card-1', httpStatus: 200, id: 0.5, age: 10 };

describe('readMessage reads', () => {
  test.each([
    ['the opening of a tab', { ...sender, type: 'opened' }],
    ['a sign-out', { ...sender, type: 'signed-out' }],
    ['a sign-in', { ...sender, type: 'signed-in' }],
    ['the outcome of a card', card],
    ['a failure of the network', { ...card, httpStatus: null }],
    ['an outcome with age 0', { ...card, age: 0 }],
    ['the lowest status', { ...card, httpStatus: 100 }],
    ['the highest status', { ...card, httpStatus: 599 }],
    ['a sign-in id of 512 characters', { ...card, signInId: 's'.repeat(512) }],
    ['an outcome of ten seconds ago', { ...card, age: 10_000 }],
    ['a page without the widget', { ...card, scope: undefined }],
    ['an anonymous tab', { ...card, userId: null }],
    ['a tab that does not know its user yet', { ...card, userId: undefined }],
  ])('%s', (_what, message) => {
    expect(readMessage(message)).toEqual(message);
  });

  test('known fields only', () => {
    expect(readMessage({ ...card, token: 'a.b.c' })).toEqual(card);
  });
});

describe('readMessage ignores', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['text', 'signed-out'],
    ['a number', 1],
    ['a list', []],
    ['an object without a type', {}],
    ['an unknown type', { ...sender, type: 'token' }],
    ['a scope that is not text', { ...card, scope: 7 }],
    ['a user that is not text', { ...sender, type: 'signed-out', userId: { id: 'ann' } }],
    ['a card without a sign-in id', { ...card, signInId: undefined }],
    ['a card with an empty sign-in id', { ...card, signInId: '' }],
    ['a card with a sign-in id that is too long', { ...card, signInId: 's'.repeat(513) }],
    ['a card with a sign-in id that is not text', { ...card, signInId: {} }],
    ['a status that is text', { ...card, httpStatus: '200' }],
    ['a status that is missing', { ...card, httpStatus: undefined }],
    ['a status that is not whole', { ...card, httpStatus: 200.5 }],
    ['a status below 100', { ...card, httpStatus: 99 }],
    ['a status above 599', { ...card, httpStatus: 600 }],
    ['an id that is missing', { ...card, id: undefined }],
    ['an id that is not finite', { ...card, id: Infinity }],
    ['an age that is text', { ...card, age: '1' }],
    ['an age that is not a number', { ...card, age: NaN }],
    ['an infinite age', { ...card, age: Infinity }],
    ['a negative age', { ...card, age: -1 }],
    ['an age above ten seconds', { ...card, age: 10_001 }],
  ])('%s', (_what, message) => {
    expect(readMessage(message)).toBeNull();
  });
});

describe('outcomeOf', () => {
  test('returns the status of the service', () => {
    expect(outcomeOf(card as CardMessage)).toEqual({ type: 'posted', httpStatus: 200 });
  });

  test('returns a failure when the service could not be reached', () => {
    expect(outcomeOf({ ...card, httpStatus: null } as CardMessage)).toMatchObject({ type: 'failed', error: { code: 'bot-post-failed' } });
  });
});
