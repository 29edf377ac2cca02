import type { BotSsoOptions, LiveChatAuthClient } from '@lcw-auth/core';
import { isEqual } from './is-equal.js';
import { createStableFunctions } from './stable-functions.js';

/** Takes a mounted component's bot options; returns what takes them away again. The innermost component's are the client's. */
export type SupplyBotSso = (place: number, options: BotSsoOptions) => () => void;

/** A client may have several providers: they supply it together. */
const supplies = new WeakMap<LiveChatAuthClient, SupplyBotSso>();
let lastPlace = 0;

/** A component's place, given at its first render: a parent renders before its children, so it grows from outside to inside. */
export const nextPlace = (): number => (lastPlace += 1);

/** @param readOwn What the client has when no component supplies any. */
export function botSsoSupply(client: LiveChatAuthClient, readOwn: () => BotSsoOptions | undefined): SupplyBotSso {
  let supply = supplies.get(client);
  if (!supply) supplies.set(client, (supply = createSupply(client, readOwn)));
  return supply;
}

function createSupply(client: LiveChatAuthClient, readOwn: () => BotSsoOptions | undefined): SupplyBotSso {
  const supplied = new Map<number, BotSsoOptions>();
  let stable = createStableFunctions<BotSsoOptions>();
  let appliedPlace: number | undefined;
  let own: BotSsoOptions | undefined;
  let applied: BotSsoOptions | undefined;

  function apply() {
    const [innermost] = [...supplied].sort(([a], [b]) => b - a);
    // Another component has other functions: so the client keeps none of the last one's tokens.
    if (innermost?.[0] !== appliedPlace) stable = createStableFunctions();
    appliedPlace = innermost?.[0];
    const next = innermost ? stable(innermost[1]) : own;
    if (isEqual(applied, next)) return;
    applied = next;
    client.setOptions({ botSso: next });
  }
  // After the commit: a change of pages, or StrictMode's remount, never passes through "no bot options".
  const applySoon = () => queueMicrotask(apply);

  return (place, options) => {
    // The client's own may have changed while nobody supplied any.
    if (applied === own) applied = own = readOwn();
    supplied.set(place, options);
    applySoon();
    return () => {
      supplied.delete(place);
      applySoon();
    };
  };
}
