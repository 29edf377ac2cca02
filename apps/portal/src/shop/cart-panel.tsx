import type { ReactNode } from 'react';
import { products } from '../../shared/shop.js';
import { useMessages } from '../messages/language.js';
import { usePrice } from './price.js';
import type { CartControls } from './use-cart.js';

/** The cart. Its value is part of the chat's context. */
export function CartPanel({ cart, hasFailed, add }: CartControls): ReactNode {
  const { shop } = useMessages();
  const price = usePrice();
  const priceOf = (id: string): number => products.find((product) => product.id === id)?.price ?? 0;
  return (
    <section aria-labelledby="cart" className="panel">
      <h2 id="cart" tabIndex={-1}>
        {shop.cart}
      </h2>
      {cart.lines.length === 0 ? <p className="quiet-text">{shop.cartEmpty}</p> : null}
      <ul className="cart-lines">
        {cart.lines.map(({ id, quantity }) => {
          const { name } = shop.product[id];
          return (
            <li key={id}>
              <span className="cart-name">{name}</span>
              <span className="stepper">
                <button type="button" aria-label={shop.fewer(name)} onClick={() => add(id, -1)}>
                  &minus;
                </button>
                <output aria-label={name}>{quantity}</output>
                <button type="button" aria-label={shop.more(name)} onClick={() => add(id, 1)}>
                  +
                </button>
              </span>
              <span className="price">{price(priceOf(id) * quantity)}</span>
            </li>
          );
        })}
      </ul>
      {cart.lines.length > 0 ? (
        <>
          <p className="cart-total">
            <span>{shop.total}</span>
            <span className="price" data-testid="cart-total">
              {price(cart.value)}
            </span>
          </p>
          <p className="note">{shop.cartNote}</p>
        </>
      ) : null}
      {hasFailed ? <p role="alert">{shop.failed}</p> : null}
    </section>
  );
}
