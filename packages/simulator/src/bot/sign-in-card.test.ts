import { describe, expect, test } from 'vitest';
import { signInActivity, type Activity } from './activity.js';
import { readSignInCard } from './sign-in-card.js';

const sasUrl = 'https://token.botframework.com/api/sas/postToken?state=abc';
const signInIdOf = (value: string) => {
  const { attachments, ...activity } = signInActivity({ signInId: 'abc', sasUrl });
  const [attachment] = attachments;
  if (!attachment) throw new Error('no attachment');
  const content = { ...attachment.content, buttons: [{ type: 'signin', title: 'Sign in', value }] };
  return readSignInCard({ ...activity, attachments: [{ ...attachment, content }] })?.signInId;
};

test.each(['oauth', 'signin'] as const)('reads a card of type %s', (type) => {
  const activity = signInActivity({ type, signInId: 'abc', sasUrl, text: 'Please', buttonTitle: 'Go' });
  expect(activity.attachments[0]?.contentType).toBe(`application/vnd.microsoft.card.${type}`);
  expect(readSignInCard(activity)).toEqual({
    text: 'Please',
    buttonTitle: 'Go',
    buttonUrl: 'https://token.botframework.com/api/oauth/signin?signin=abc',
    signInId: 'abc',
    sasUrl,
  });
});

test('ignores other activities, and all attachments after the first', () => {
  const text: Activity = { type: 'message', text: 'Hello', attachments: [] };
  const [card] = signInActivity({ signInId: 'abc', sasUrl }).attachments;
  const hero = { contentType: 'application/vnd.microsoft.card.hero', content: {} };
  expect(readSignInCard(text)).toBeNull();
  expect(readSignInCard({ ...text, attachments: [hero] })).toBeNull();
  expect(readSignInCard({ ...text, attachments: card ? [hero, card] : [] })).toBeNull();
});

describe("the sign-in id comes from the button's URL", () => {
  test.each([
    ['https://token.botframework.com/api/oauth/signin?signin=abc123', 'abc123'],
    ['https://europe.token.botframework.com/api/oauth/signin?signin=abc123', 'abc123'],
    ['https://token.botframework.com/api/oauth/signin?signin=', null],
    ['https://token.botframework.com/api/oauth/signin', null],
    ['https://login.example/api/oauth/signin?signin=abc', null],
    ['', null],
  ])('%j: %j', (value, signInId) => {
    expect(signInIdOf(value)).toBe(signInId);
  });

  test('is found in a URL of any host that contains the address of Bot Framework', () => {
    expect(signInIdOf('http://evil.example/?x.botframework.com/api/oauth/signin?signin=abc')).toBe('abc');
  });
});

test('a card may have no bot token URL, no button and no text', () => {
  expect(readSignInCard(signInActivity({ signInId: 'abc', sasUrl: null }))).toMatchObject({ signInId: 'abc', sasUrl: null });
  const bare = { contentType: 'application/vnd.microsoft.card.oauth', content: {} };
  expect(readSignInCard({ type: 'message', text: '', attachments: [bare] })).toEqual({
    text: '',
    buttonTitle: '',
    buttonUrl: '',
    signInId: null,
    sasUrl: null,
  });
});
