import type { Conversation } from './omnichannel/conversation.js';
import type { Omnichannel } from './omnichannel/omnichannel.js';
import type { Lifetime } from './widget/lifetime.js';

/** All conversations of an Omnichannel, listened to from the first look on: a remote one costs a connection. */
export interface ConversationList {
  /** @param lifetime How long to go on listening; null: no longer than this look. */
  read(lifetime: Lifetime | null): readonly Conversation[];
}

export function createConversationList(omnichannel: Omnichannel): ConversationList {
  const known = new Map<string, Conversation>();
  let listensUntil: Lifetime | null = null;

  function listen(lifetime: Lifetime | null): void {
    const stop = omnichannel.subscribe((event) => {
      if (event.type === 'conversation') known.set(event.conversation.id, event.conversation);
    });
    if (!lifetime) return stop();
    listensUntil = lifetime;
    lifetime.onEnd(stop);
  }

  return {
    read(lifetime) {
      if (!lifetime || listensUntil !== lifetime) listen(lifetime);
      return [...known.values()];
    },
  };
}
