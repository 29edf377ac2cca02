import type { SessionView } from '../shared/customer.js';
import type { Cart, Order, ProductId } from '../shared/shop.js';

/** The server responded with an error. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  constructor(status: number) {
    super(`The portal responded with status ${status}.`);
    this.status = status;
  }
}

/** Sends a request to the portal's server. Rejects with an ApiError when the response is not a success. */
export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new ApiError(response.status);
  return (await response.json()) as T;
}

/** Sends JSON. */
export const sendJson = <T>(method: 'PUT' | 'POST', path: string, body: unknown): Promise<T> =>
  ask<T>(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const getSession = (): Promise<SessionView> => ask('/api/session');
export const getCart = (): Promise<Cart> => ask('/api/cart');
export const getOrders = (): Promise<Order[]> => ask('/api/orders');
export const putQuantity = (id: ProductId, quantity: number): Promise<Cart> => sendJson('PUT', `/api/cart/${id}`, { quantity });
