import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { maxQuantity, type Cart, type ProductId } from '../../shared/shop.js';
import { getCart, putQuantity } from '../api.js';

const empty: Cart = { lines: [], value: 0 };

/** The cart, and how to change it. */
export interface CartControls {
  cart: Cart;
  /** The last change did not reach the server. */
  hasFailed: boolean;
  /** Puts so many more, or fewer, of a product into the cart. */
  add(id: ProductId, count: number): void;
}

/** The cart of this session, as the server keeps it. `onChange` runs once the server has taken a change. */
export function useCart(onChange?: () => void): CartControls {
  const queryClient = useQueryClient();
  const { data: cart = empty } = useQuery({ queryKey: ['cart'], queryFn: getCart });
  const { mutate, isError } = useMutation({
    mutationFn: ({ id, quantity }: { id: ProductId; quantity: number }) => putQuantity(id, quantity),
    // One at a time, so that the last click wins.
    scope: { id: 'cart' },
    onSuccess: (changed) => {
      queryClient.setQueryData(['cart'], changed);
      onChange?.();
    },
  });
  return {
    cart,
    hasFailed: isError,
    add(id, count) {
      const { lines } = queryClient.getQueryData<Cart>(['cart']) ?? empty;
      const quantity = Math.min(maxQuantity, Math.max(0, (lines.find((line) => line.id === id)?.quantity ?? 0) + count));
      mutate({ id, quantity });
    },
  };
}
