/** What only an open chat raises. */
const messages = ['lcw:onMessageReceived', 'lcw:onMessageSent'];

/** Whether the widget's chat is open, as far as its events tell: the SDK does not say. */
export interface OpenChat {
  isOpen(): boolean;
  opened(): void;
  closed(): void;
  /** Also hears messages: a chat that was opened before the client came, as by a remount, is told by the next one. */
  start(): void;
  stop(): void;
}

export function createOpenChat(window: () => Window, onOpen: () => void): OpenChat {
  let isOpen = false;
  const chat: OpenChat = {
    isOpen: () => isOpen,
    opened() {
      isOpen = true;
      onOpen();
    },
    closed() {
      isOpen = false;
    },
    start() {
      for (const type of messages) window().addEventListener(type, hear);
    },
    stop() {
      for (const type of messages) window().removeEventListener(type, hear);
    },
  };
  const hear = () => isOpen || chat.opened();
  return chat;
}
