import { useLiveChatEvent } from '@lcw-auth/react';
import { useState, type ReactNode } from 'react';

export function ChatDiary(): ReactNode {
  const [lines, setLines] = useState<readonly string[]>([]);
  const write = (line: string) => setLines((before) => [...before, line]);
  useLiveChatEvent('lcw:startChat', () => write('The chat started.'));
  useLiveChatEvent('lcw:onMessageSent', () => write('A message was sent.'));
  useLiveChatEvent('lcw:closeChat', () => write('The chat ended.'));
  return <p>{lines.join(' ') || 'Nothing has happened yet.'}</p>;
}
