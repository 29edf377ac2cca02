import * as core from '@lcw-auth/core';
import { expect, it } from 'vitest';
import * as devtools from './devtools.js';
import * as library from './index.js';
import * as query from './query.js';

// Users depend on every export, so adding or removing one must be a decision.
it('exports exactly these names', () => {
  expect(Object.keys(library).toSorted()).toEqual([
    'BotSignInCard',
    'LiveChatAuthError',
    'LiveChatAuthProvider',
    'LiveChatButton',
    'LiveChatReady',
    'LiveChatReconnectHint',
    'LiveChatUnavailable',
    'checkContext',
    'createLiveChatAuth',
    'english',
    'errorCodes',
    'fetchAuthToken',
    'fetchBotToken',
    'german',
    'loadWidgetScript',
    'powerPagesAuthToken',
    'serializeContext',
    'useAuthToken',
    'useBotSso',
    'useLiveChatAuth',
    'useLiveChatAuthClient',
    'useLiveChatEvent',
    'useLiveChatState',
  ]);
  expect(Object.keys(devtools).toSorted()).toEqual(['LiveChatAuthDevtools', 'explainCard']);
  expect(Object.keys(query).toSorted()).toEqual(['agentAvailabilityQueryOptions', 'useAgentAvailability']);
});

it('exports everything of core, so that a portal needs one import', () => {
  expect(Object.keys(core).filter((name) => !(name in library))).toEqual([]);
});
