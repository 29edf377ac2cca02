import type { LiveChatAuthState } from '../state.js';
import type { Store } from '../store.js';
import type { WidgetSdk } from './sdk.js';

/** Resolves to the SDK when the widget is ready. Rejects with its error when it is unavailable, or with the signal's reason. */
export function whenWidgetReady(
  store: Store<LiveChatAuthState>,
  sdk: () => WidgetSdk | null,
  signal: AbortSignal | undefined,
): Promise<WidgetSdk> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const { widget } = store.get();
      if (signal?.aborted) reject(signal.reason);
      else if (widget.status === 'waiting') return;
      else if (widget.status === 'ready') resolve(sdk()!);
      else reject(widget.error);
      unsubscribe();
      signal?.removeEventListener('abort', check);
    };
    const unsubscribe = store.subscribe(check);
    signal?.addEventListener('abort', check);
    check();
  });
}
