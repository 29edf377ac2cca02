import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Order } from '../../shared/shop.js';
import { getOrders } from '../api.js';
import { useLanguage } from '../messages/language.js';

/** Where a signed-in customer's orders are. */
export function OrdersPanel({ customerId }: { customerId: string | null }): ReactNode {
  const { messages } = useLanguage();
  return (
    <section aria-labelledby="orders" className="panel">
      <h2 id="orders">{messages.shop.orders}</h2>
      {customerId === null ? <p className="quiet-text">{messages.shop.ordersSignedOut}</p> : <OrderList customerId={customerId} />}
    </section>
  );
}

function OrderList({ customerId }: { customerId: string }): ReactNode {
  const { messages, language } = useLanguage();
  const { data: orders = [], isError } = useQuery({ queryKey: ['orders', customerId], queryFn: getOrders });
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
