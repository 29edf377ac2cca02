import { describe, expect, test } from 'vitest';
import { closedChat, isSilent, nextChat, toChatState, type Chat, type ChatEvent } from './next-chat.js';

const open = (changes: Partial<Extract<Chat, { status: 'open' }>> = {}): Chat => ({
  status: 'open',
  lastResponse: 'none',
  resumed: false,
  conversation: 'pre-chat',
  verdict: 'undecided',
  ...changes,
});
const begun = open({ conversation: 'begun' });
const silent = open({ conversation: 'begun', verdict: 'not-requested' });

describe('nextChat', () => {
  const rows: [string, Chat, ChatEvent, Chat][] = [
    ['a start opens a chat before its conversation', closedChat, { type: 'started' }, open()],
    ['a resumed chat has a conversation', closedChat, { type: 'resumed' }, open({ resumed: true, conversation: 'begun' })],
    [
      'a message of a chat that was not seen to start resumes it',
      closedChat,
      { type: 'conversation-begun' },
      open({ resumed: true, conversation: 'begun' }),
    ],
    ['a message begins the conversation', open(), { type: 'conversation-begun' }, begun],
    ['a close ends the chat', begun, { type: 'closed' }, closedChat],
    ['a close keeps a token', open({ lastResponse: 'token' }), { type: 'closed' }, { status: 'closed', lastResponse: 'token' }],
    ['a close forgets null, after which the widget requests again', open({ lastResponse: 'null' }), { type: 'closed' }, closedChat],
    ['a chat that started may turn out to be resumed', open(), { type: 'resumed' }, open({ resumed: true, conversation: 'begun' })],
    ['a start keeps the last response', { status: 'closed', lastResponse: 'token' }, { type: 'started' }, open({ lastResponse: 'token' })],
    ['silence means that no token was requested', begun, { type: 'silence' }, silent],
    ['a token request ends the silence', silent, { type: 'token-requested' }, begun],
    ['a response ends the silence', silent, { type: 'responded', answer: 'token' }, open({ conversation: 'begun', lastResponse: 'token' })],
    [
      'a response to a closed chat is remembered',
      closedChat,
      { type: 'responded', answer: 'null' },
      { status: 'closed', lastResponse: 'null' },
    ],
    ['an error rejects an open chat', begun, { type: 'rejected' }, open({ conversation: 'begun', verdict: 'rejected' })],
    [
      'a later response removes the error',
      open({ verdict: 'rejected' }),
      { type: 'responded', answer: 'token' },
      open({ lastResponse: 'token' }),
    ],
    [
      'a change of user forgets the previous responses',
      open({ lastResponse: 'token', verdict: 'rejected' }),
      { type: 'user-changed' },
      open({ resumed: true }),
    ],
    [
      'a change of user forgets the responses also before a chat',
      { status: 'closed', lastResponse: 'token' },
      { type: 'user-changed' },
      closedChat,
    ],
    [
      'a chat that is open at a disconnect may be authenticated meanwhile',
      begun,
      { type: 'disconnected' },
      open({ conversation: 'begun', resumed: true }),
    ],
  ];

  test.each(rows)('%s', (_name, before, event, after) => {
    expect(nextChat(before, event)).toEqual(after);
  });

  const unchanged: [string, Chat, ChatEvent][] = [
    ['a second start', open(), { type: 'started' }],
    ['a second resumption', open({ resumed: true, conversation: 'begun' }), { type: 'resumed' }],
    ['a second message', begun, { type: 'conversation-begun' }],
    ['a close of a closed chat', closedChat, { type: 'closed' }],
    ['a request before a verdict', begun, { type: 'token-requested' }],
    ['an error without a chat', closedChat, { type: 'rejected' }],
    ['silence during a pre-chat survey', open(), { type: 'silence' }],
    ['silence after a token was given', open({ conversation: 'begun', lastResponse: 'token' }), { type: 'silence' }],
    ['silence in a resumed chat', open({ conversation: 'begun', resumed: true }), { type: 'silence' }],
    ['silence without a chat', closedChat, { type: 'silence' }],
    ['a disconnect without a chat', closedChat, { type: 'disconnected' }],
  ];

  test.each(unchanged)('%s changes nothing', (_name, before, event) => {
    expect(nextChat(before, event)).toBe(before);
  });
});

test.each([
  ['a conversation that has begun', begun, true],
  ['a pre-chat survey', open(), false],
  ['a resumed conversation', open({ conversation: 'begun', resumed: true }), false],
  ['a conversation that received a token', open({ conversation: 'begun', lastResponse: 'token' }), false],
  ['a conversation that received null', open({ conversation: 'begun', lastResponse: 'null' }), false],
  ['a conversation whose silence was reported', silent, false],
  ['a closed chat', closedChat, false],
])('isSilent, for %s', (_what, chat, expected) => {
  expect(isSilent(chat)).toBe(expected);
});

describe('toChatState', () => {
  const rows: [string, Chat, isV1: boolean, isSignedOut: boolean, authentication: string][] = [
    ['a token was given', open({ lastResponse: 'token' }), false, false, 'authenticated'],
    ['null was given', open({ lastResponse: 'null' }), false, false, 'anonymous'],
    ['no user is signed in', open(), false, true, 'anonymous'],
    ['nothing is decided yet, or the session is loading', open(), false, false, 'unknown'],
    ['the chat was resumed', open({ resumed: true }), false, false, 'unknown'],
    ['a resumed chat received a token', open({ resumed: true, lastResponse: 'token' }), false, false, 'authenticated'],
    ['no token was requested', silent, false, false, 'not-requested'],
    ['the token was rejected', open({ lastResponse: 'token', verdict: 'rejected' }), false, false, 'rejected'],
    ['the widget is v1', open({ lastResponse: 'token' }), true, false, 'unknown'],
    ['the widget is v1 and rejected the token', open({ verdict: 'rejected' }), true, false, 'rejected'],
  ];

  test.each(rows)('when %s', (_when, chat, isV1, isSignedOut, authentication) => {
    expect(toChatState(chat, isV1, isSignedOut)).toEqual({ status: 'open', authentication });
  });

  test('when the chat is closed', () => {
    expect(toChatState({ status: 'closed', lastResponse: 'token' }, false, false)).toEqual({ status: 'closed' });
  });
});
