import type { Conversation } from './omnichannel/conversation.js';
import type { Omnichannel } from './omnichannel/omnichannel.js';
import type { Lifetime } from './widget/lifetime.js';

/** All conversations of an Omnichannel. The list subscribes at the first read, because a remote Omnichannel needs a connection for it. */
export interface ConversationList {
  /** @param lifetime The subscription ends with it. Null: the subscription ends with this call. */
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
