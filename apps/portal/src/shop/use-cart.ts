import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { maxQuantity, type Cart, type ProductId } from '../../shared/shop.js';
import { getCart, putQuantity } from '../api.js';

const empty: Cart = { lines: [], value: 0 };

/** The cart and its changes. */
export interface CartControls {
  cart: Cart;
  /** True when the last change could not be saved. */
  hasFailed: boolean;
  /** Adds `count` items of a product; a negative number removes items. */
  add(id: ProductId, count: number): void;
}

const cartQueryOptions = queryOptions({ queryKey: ['cart'], queryFn: getCart, staleTime: 60_000, networkMode: 'always', retry: 2 });

/** Returns the cart of this session, as the server keeps it. Calls `onChange` when the server has saved a change. */
export function useCart(onChange?: () => void): CartControls {
  const queryClient = useQueryClient();
  const { data: cart = empty } = useQuery(cartQueryOptions);
  const { mutate, isError } = useMutation({
    mutationFn: ({ id, quantity }: { id: ProductId; quantity: number }) => putQuantity(id, quantity),
    // One change at a time, so that the last click decides.
    scope: { id: 'cart' },
    onSuccess: (changed) => {
      queryClient.setQueryData(cartQueryOptions.queryKey, changed);
      onChange?.();
    },
  });
  return {
    cart,
    hasFailed: isError,
    add(id, count) {
      const { lines } = queryClient.getQueryData(cartQueryOptions.queryKey) ?? empty;
      const quantity = Math.min(maxQuantity, Math.max(0, (lines.find((line) => line.id === id)?.quantity ?? 0) + count));
      mutate({ id, quantity });
    },
  };
}
