import * as core from '@lcw-auth/core';
import { expect, it } from 'vitest';
import * as devtools from './devtools.js';
import * as library from './index.js';

// An export is a promise: a new one, or one that goes, has to be meant.
it('exports exactly this', () => {
  expect(Object.keys(library).toSorted()).toEqual([
    'BotSignInCard',
    'LiveChatAuthError',
    'LiveChatAuthProvider',
    'LiveChatButton',
    'LiveChatReady',
    'LiveChatUnavailable',
    'checkContext',
    'createLiveChatAuth',
    'english',
    'fetchAuthToken',
    'german',
    'loadWidgetScript',
    'powerPagesAuthToken',
    'preloadLiveChatAuth',
    'serializeContext',
    'useAuthToken',
    'useBotSso',
    'useLiveChatAuth',
    'useLiveChatEvent',
    'useLiveChatState',
  ]);
  expect(Object.keys(devtools)).toEqual(['LiveChatAuthDevtools']);
});

it('has everything of core, so that a portal needs one import', () => {
  expect(Object.keys(core).filter((name) => !(name in library))).toEqual([]);
});
