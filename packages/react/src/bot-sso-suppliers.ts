import type { BotSsoOptions, LiveChatAuth } from '@lcw-auth/core';
import { isEqual } from './is-equal.js';

/** One component's (or the provider's) bot options. */
export interface BotSsoSupplier {
  /** Grows from the outside of the tree to its inside: a parent renders before its children. */
  readonly order: number;
  /** What the client gets: one object, whose functions call the newest, until something but a function changes. */
  options: BotSsoOptions | undefined;
  /** Follows the component's newest props. */
  set(options: BotSsoOptions | undefined): void;
}

export function createBotSsoSupplier(order: number, initial: BotSsoOptions | undefined): BotSsoSupplier {
  let latest = initial;
  const getToken: BotSsoOptions['getToken'] = async (request) => (await latest?.getToken(request)) ?? null;
  const decide: BotSsoOptions['decide'] = (outcome) => latest?.decide?.(outcome) ?? { show: true };

  const supplier: BotSsoSupplier = {
    order,
    options: undefined,
    set(options) {
      // The last ones stay behind the functions: an exchange that runs may still need them.
      latest = options ?? latest;
      const next = options && { ...options, getToken, ...(options.decide && { decide }) };
      if (!isEqual(supplier.options, next)) supplier.options = next;
    },
  };
  supplier.set(initial);
  return supplier;
}

/** Who supplies the bot options of one client: the innermost mounted component. */
export interface BotSsoSuppliers {
  nextOrder(): number;
  /** Tells of a supplier that mounted or changed; the outermost too. */
  add(supplier: BotSsoSupplier): void;
  delete(supplier: BotSsoSupplier): void;
}

/** @param outermost Whose options the client has when no component supplies any; the client was created with them. */
export function createBotSsoSuppliers(client: LiveChatAuth, outermost: Pick<BotSsoSupplier, 'order' | 'options'>): BotSsoSuppliers {
  const mounted = new Set<BotSsoSupplier>();
  let { order } = outermost;
  let applied = outermost.options;

  const apply = () => {
    let inner = outermost;
    for (const supplier of mounted) if (supplier.options && supplier.order > inner.order) inner = supplier;
    if (inner.options === applied) return;
    applied = inner.options;
    client.setOptions({ botSso: applied });
  };
  // After the commit: a change of pages, or StrictMode's remount, never passes through "no bot options".
  const schedule = () => void Promise.resolve().then(apply);

  return {
    nextOrder: () => ++order,
    add(supplier) {
      mounted.add(supplier);
      schedule();
    },
    delete(supplier) {
      mounted.delete(supplier);
      schedule();
    },
  };
}
