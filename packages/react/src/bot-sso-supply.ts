import type { BotSsoOptions, LiveChatAuth } from '@lcw-auth/core';
import { isEqual } from './is-equal.js';
import { createStableFunctions } from './stable-functions.js';

/** A component's place: it grows from the outside of the tree to its inside, as a parent renders before its children. */
type Order = { readonly current: number };

/** Takes a mounted component's bot options; returns what takes them away again. The innermost component's are the client's. */
export type SupplyBotSso = (order: Order, options: BotSsoOptions) => () => void;

/** @param readOwn What the client has when no component supplies any. */
export function createBotSsoSupply(client: LiveChatAuth, readOwn: () => BotSsoOptions | undefined): SupplyBotSso {
  const supplied = new Map<Order, BotSsoOptions>();
  const stable = createStableFunctions<BotSsoOptions>();
  let own: BotSsoOptions | undefined;
  let applied: BotSsoOptions | undefined;

  function apply() {
    const [innermost] = [...supplied].sort(([a], [b]) => b.current - a.current);
    const next = innermost ? stable(innermost[1]) : own;
    if (isEqual(applied, next)) return;
    applied = next;
    client.setOptions({ botSso: next });
  }
  // After the commit: a change of pages, or StrictMode's remount, never passes through "no bot options".
  const applySoon = () => queueMicrotask(apply);

  return (order, options) => {
    // The client's own may have changed while nobody supplied any.
    if (applied === own) applied = own = readOwn();
    supplied.set(order, options);
    applySoon();
    return () => {
      supplied.delete(order);
      applySoon();
    };
  };
}
