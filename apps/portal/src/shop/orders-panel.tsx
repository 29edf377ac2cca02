import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Order } from '../../shared/shop.js';
import { getOrders } from '../api.js';
import { useLanguage } from '../messages/language.js';

/** The orders of the signed-in customer. `customerId` is undefined while the session is loading. */
export function OrdersPanel({ customerId }: { customerId: string | null | undefined }): ReactNode {
  const { messages } = useLanguage();
  return (
    <section aria-labelledby="orders" className="panel">
      <h2 id="orders">{messages.shop.orders}</h2>
      {customerId === null ? <p className="quiet-text">{messages.shop.ordersSignedOut}</p> : null}
      {customerId ? <OrderList customerId={customerId} /> : null}
    </section>
  );
}

/** The key contains the customer, so that no customer sees the orders of the previous one. */
const ordersQueryOptions = (customerId: string) =>
  queryOptions({ queryKey: ['orders', customerId], queryFn: getOrders, staleTime: 60_000, networkMode: 'always', retry: 2 });

function OrderList({ customerId }: { customerId: string }): ReactNode {
  const { messages, language } = useLanguage();
  const { data: orders = [], isError } = useQuery(ordersQueryOptions(customerId));
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' });
  if (isError) return <p role="alert">{messages.shop.ordersFailed}</p>;
  return (
    <ul className="orders">
      {orders.map((order: Order) => (
        <li key={order.id}>
          <span className="order-name">{messages.shop.product[order.product].name}</span>
          <span className="note">
            {order.id} &middot; <time dateTime={new Date(order.placedAt).toISOString()}>{date.format(order.placedAt)}</time>
          </span>
          <span className="badge" data-status={order.status}>
            {messages.shop.status[order.status]}
          </span>
        </li>
      ))}
    </ul>
  );
}
