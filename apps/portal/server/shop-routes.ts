import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { SessionView } from '../shared/customer.js';
import { maxQuantity, products, type Cart, type CartLine, type Order, type ProductId } from '../shared/shop.js';
import type { OpenIdConnect } from './open-id-connect.js';
import type { Sessions } from './sessions.js';

/** The routes of the shop's page: the session, the cart and the orders. */
export function shopRoutes({ sessions, openIdConnect }: { sessions: Sessions; openIdConnect: OpenIdConnect }): Hono {
  const app = new Hono();

  app.get('/session', async (c) => {
    const session = await sessions.find(c.req.raw);
    return c.json({ customer: session?.identity?.customer ?? null } satisfies SessionView);
  });

  app.get('/cart', async (c) => c.json(cartOf((await sessions.find(c.req.raw))?.cart ?? [])));

  app.put('/cart/:id', bodyLimit({ maxSize: 256 }), async (c) => {
    const product = products.find((each) => each.id === c.req.param('id'));
    const body: unknown = await c.req.json().catch(() => null);
    const quantity = typeof body === 'object' && body !== null && 'quantity' in body ? body.quantity : null;
    if (!product) return c.json({ error: 'There is no such product.' }, 404);
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 0 || quantity > maxQuantity) {
      return c.json({ error: `quantity must be a whole number from 0 to ${maxQuantity}.` }, 400);
    }
    const headers = new Headers();
    const session = await sessions.open(c.req.raw, headers);
    session.cart = withQuantity(session.cart, product.id, quantity);
    for (const value of headers.getSetCookie()) c.header('set-cookie', value, { append: true });
    return c.json(cartOf(session.cart));
  });

  app.get('/orders', async (c) => {
    const customer = (await sessions.find(c.req.raw))?.identity?.customer;
    if (!customer) return c.json({ error: 'Sign in to see your orders.' }, 401);
    return c.json(ordersOf(customer.id));
  });

  // The page posts this token to the bot. Never put it into a cookie, a URL or a log.
  app.get('/bot-token', async (c) => {
    const identity = (await sessions.find(c.req.raw))?.identity;
    // null means that no customer is signed in. This is not an error, because guests may chat too.
    return c.json(identity ? await openIdConnect.botToken(identity) : null);
  });

  return app;
}

/** The cart with its value. */
export function cartOf(lines: readonly CartLine[]): Cart {
  const priceOf = (id: ProductId): number => products.find((each) => each.id === id)?.price ?? 0;
  return { lines, value: lines.reduce((sum, line) => sum + priceOf(line.id) * line.quantity, 0) };
}

function withQuantity(lines: readonly CartLine[], id: ProductId, quantity: number): CartLine[] {
  const others = lines.filter((line) => line.id !== id);
  if (quantity === 0) return others;
  const at = lines.findIndex((line) => line.id === id);
  return at < 0 ? [...others, { id, quantity }] : lines.map((line) => (line.id === id ? { id, quantity } : line));
}

const day = 24 * 60 * 60_000;

/** Returns the same orders for a customer each time, with dates relative to today. */
function ordersOf(customerId: string): Order[] {
  const seed = Number.parseInt(customerId.slice(0, 6), 16);
  const today = Math.floor(Date.now() / day) * day;
  return (['on-its-way', 'delivered'] as const).map((status, index) => ({
    id: `HC-${(seed % 9000) + 1000 + index}`,
    product: products[(seed + index * 3) % products.length]?.id ?? 'beans',
    placedAt: today - (2 + index * 16) * day,
    status,
  }));
}
