'use client';
import type { WidgetEventMap } from '@lcw-auth/core';
import { useEffect } from 'react';
import { useScope } from './scope.js';
import { useLatest } from './use-latest.js';

/**
 * Calls `handler` with the detail of each such event of the widget while the component is mounted. The handler may be a new
 * function on every render. Any frame can forge these events, so treat `detail` as untrusted input; it is null when it is
 * not an object. Events before the mount are missed: read from `useLiveChatAuth` whether the widget is ready.
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
