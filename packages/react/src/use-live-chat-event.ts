'use client';
import type { WidgetEventMap } from '@lcw-auth/core';
import { useEffect } from 'react';
import { useScope } from './scope.js';
import { useLatest } from './use-latest.js';

/**
 * Calls `handler` with the detail of each such event of the widget while the component is mounted; a new handler on
 * every render is fine. Any frame can forge these events: treat `detail` as untrusted input, and null where it is no object.
 * An event that came before the mount is missed: whether the widget is ready, ask `useLiveChatAuth`.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 * @example useLiveChatEvent('lcw:startChat', () => analytics.track('chat started'));
 */
export function useLiveChatEvent<Type extends keyof WidgetEventMap>(type: Type, handler: (detail: WidgetEventMap[Type]) => void): void {
  const scope = useScope('useLiveChatEvent');
  const latest = useLatest(handler);
  useEffect(() => {
    const target = scope.window ?? window;
    const listen = (event: Event) => {
      const detail: unknown = 'detail' in event ? event.detail : null;
      latest.current((typeof detail === 'object' ? detail : null) as WidgetEventMap[Type]);
    };
    target.addEventListener(type, listen);
    return () => target.removeEventListener(type, listen);
  }, [scope, type, latest]);
}
