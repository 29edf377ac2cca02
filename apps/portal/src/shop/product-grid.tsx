import type { ReactNode } from 'react';
import { products, type ProductId } from '../../shared/shop.js';
import { useMessages } from '../messages/language.js';
import { usePrice } from './price.js';
import { ProductArt } from './product-art.js';

/** The products. */
export function ProductGrid({ onAdd }: { onAdd: (id: ProductId) => void }): ReactNode {
  const { shop } = useMessages();
  const price = usePrice();
  return (
    <section aria-labelledby="products" className="products">
      <h2 id="products" tabIndex={-1}>
        {shop.products}
      </h2>
      <ul className="product-grid">
        {products.map(({ id, price: cents }) => (
          <li key={id} className="product">
            <ProductArt id={id} />
            <div className="product-text">
              <h3>{shop.product[id].name}</h3>
              <p>{shop.product[id].about}</p>
            </div>
            <div className="product-buy">
              <span className="price">{price(cents)}</span>
              <button type="button" className="button quiet" aria-label={shop.addNamed(shop.product[id].name)} onClick={() => onAdd(id)}>
                {shop.addToCart}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
