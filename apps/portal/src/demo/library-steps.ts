import type { LiveChatAuthEvent } from '@lcw-auth/core';
import type { Step } from '../../shared/timeline.js';

/** Converts an event of the library to a step of the diagram. Returns null for events that the widget reports too. */
export function stepOf(event: LiveChatAuthEvent): Step | null {
  const { at, type } = event;
  switch (event.type) {
    case 'registered':
      return { at, type: `registered-${event.provider}`, from: 'page', to: 'widget' };
    case 'registration-failed':
      return { at, type, from: 'page', to: 'widget', detail: { provider: event.provider } };
    case 'token-fetched':
      return { at, type, from: 'page', to: 'page', detail: { reason: event.reason } };
    case 'token-failed':
      return { at, type, from: 'page', to: 'page', detail: { reason: event.reason, code: event.code } };
    case 'widget-unavailable':
    case 'widget-error':
      return { at, type, from: 'widget', to: 'page', detail: { code: event.code } };
    case 'card-settled':
      return { at, type, from: 'page', to: 'page', detail: { outcome: event.outcome, code: event.code ?? null } };
    case 'token-warning':
      return { at, type, from: 'page', to: 'page', detail: { code: event.warnings[0]?.code ?? null } };
    case 'card-ignored':
      return { at, type, from: 'widget', to: 'page', detail: { code: event.code } };
    case 'token-not-requested':
      return { at, type, from: 'widget', to: 'page' };
    case 'user-changed':
      return { at, type, from: 'page', to: 'page' };
    case 'signed-out':
      return { at, type, from: 'page', to: 'page', detail: { cause: event.cause } };
    case 'sign-in-needed':
    case 'sign-in-failed':
      return { at, type, from: 'page', to: 'page', detail: { reason: event.reason } };
    case 'conflict':
    case 'close-chat-failed':
      return { at, type, from: 'page', to: 'page', detail: { code: event.code } };
    case 'connected':
    case 'widget-ready':
    case 'token-requested':
    case 'token-responded':
    case 'card-received':
    case 'card-answered':
      return null;
  }
}
