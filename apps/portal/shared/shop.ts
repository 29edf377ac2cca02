/** A product. Its name and description are texts of the page, by `id`. */
export interface Product {
  id: ProductId;
  /** Euro cents. */
  price: number;
}

export type ProductId = 'espresso-machine' | 'grinder' | 'kettle' | 'dripper' | 'beans' | 'cups';

/** The products, in the order in which they are shown. */
export const products: readonly Product[] = [
  { id: 'espresso-machine', price: 64_900 },
  { id: 'grinder', price: 28_900 },
  { id: 'kettle', price: 11_900 },
  { id: 'dripper', price: 3_900 },
  { id: 'beans', price: 1_650 },
  { id: 'cups', price: 2_400 },
];

/** One line of the cart. */
export interface CartLine {
  id: ProductId;
  /** 1 to 99. */
  quantity: number;
}

/** The cart on the server. */
export interface Cart {
  lines: readonly CartLine[];
  /** The value in euro cents, which the agent sees as msdyn_cartvalue. */
  value: number;
}

/** An order of a signed-in customer. */
export interface Order {
  id: string;
  product: ProductId;
  /** Milliseconds since the epoch. */
  placedAt: number;
  status: 'packed' | 'on-its-way' | 'delivered';
}

export const maxQuantity = 99;
