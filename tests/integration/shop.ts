import { randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { Shopper } from '../../contracts/cart.ts';
import type { Viewer } from '../../contracts/shared.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { TestBoot } from './harness.ts';

const nobody: Shopper = { viewer: null, basketToken: null };

/** Short ways to a shop with things in it, for the tests of market, cart and events. */
export function createShop(house: Pick<TestBoot, 'payload' | 'services'>) {
  const { payload, services } = house;
  const db = toExecutor(payload);

  const shop = {
    async product({
      stock = 5,
      ...data
    }: {
      stock?: number;
      price?: number;
      memberPrice?: number;
      title?: string;
      forSale?: boolean;
      currency?: 'GBP' | 'EUR';
    } = {}) {
      const product = await payload.create({
        collection: 'products',
        data: {
          title: `Jar ${randomBytes(4).toString('hex')}`,
          slug: '',
          price: 450,
          currency: 'GBP',
          taxBasisPoints: 0,
          _status: 'published',
          ...data,
        },
      });
      const id = String(product.id);
      await inTransaction(payload, (tx) => services.market.offerProduct({ tx, id }));
      if (stock > 0) await services.cart.moveStock({ pool: { key: `product:${id}` }, change: stock, kind: 'received' });
      return id;
    },

    async event({
      room = 10,
      startsAt = '2030-07-04T18:30:00.000Z',
      endsAt = '2030-07-04T21:00:00.000Z',
    }: {
      room?: number;
      startsAt?: string;
      endsAt?: string;
    } = {}) {
      const event = await payload.create({
        collection: 'events',
        data: {
          title: `Supper ${randomBytes(4).toString('hex')}`,
          slug: '',
          startsAt,
          startsAt_tz: 'Europe/London',
          endsAt,
          endsAt_tz: 'Europe/London',
          place: 'The long barn',
          revision: 0,
          _status: 'published',
        },
      });
      const id = String(event.id);
      return { id, slug: event.slug, room };
    },

    async ticketType(
      event: { id: string; room: number },
      { name = 'Seat', quota, price = 1200 }: { name?: string; quota?: string; price?: number } = {},
    ) {
      const type = await payload.create({
        collection: 'ticket-types',
        data: { event: event.id, name, price, currency: 'GBP', position: 0, ...(quota ? { quota } : {}) },
      });
      const id = String(type.id);
      await inTransaction(payload, (tx) => services.events.offerTicketType({ tx, id }));
      return id;
    },

    stock: (key: string, change: number) => services.cart.moveStock({ pool: { key }, change, kind: 'received' }),

    async pool(key: string) {
      const { rows } = await db.execute<{ on_hand: number; reserved: number }>(sql`select on_hand, reserved from pools where key = ${key}`);
      return rows[0];
    },

    /** A guest with these in the basket. */
    async guest(...wanted: (readonly [string, number])[]): Promise<Shopper> {
      let shopper = nobody;
      for (const [sellableId, quantity] of wanted) {
        const { newToken } = await services.cart.addToBasket({ shopper, sellableId, quantity });
        if (newToken) shopper = { viewer: null, basketToken: newToken };
      }
      return shopper;
    },

    place: (shopper: Shopper) => services.cart.place({ shopper, email: 'ada@example.org', name: 'Ada' }),

    async placed(...wanted: (readonly [string, number])[]) {
      const result = await shop.place(await shop.guest(...wanted));
      if (result.type !== 'placed') throw new Error(`not placed: ${JSON.stringify(result)}`);
      return result;
    },

    async payment(orderId: string) {
      const { rows } = await db.execute<{
        id: string;
        reference: string;
        status: string;
        checkout_id: string | null;
        webhook_token: string;
        attempted_at: Date | null;
      }>(sql`
        select id::text as id, reference, status, provider_checkout_id as checkout_id, webhook_token, attempted_at
        from payments where order_id = ${orderId} order by created_at desc limit 1
      `);
      const [row] = rows;
      if (!row) throw new Error('there is no payment');
      return row;
    },

    /** A placed order with a checkout open at the provider. */
    async paying(...wanted: (readonly [string, number])[]) {
      const order = await shop.placed(...wanted);
      const started = await services.cart.startPayment({ orderId: order.orderId });
      if (!started) throw new Error('the payment was not started');
      return { ...order, ...started, ...(await shop.payment(order.orderId)) };
    },

    async state(orderId: string) {
      const { rows } = await db.execute<{ state: string }>(sql`select state from orders where id = ${orderId}`);
      return rows[0]?.state;
    },

    /** Lets the hold of an order run out now. */
    endHold: (orderId: string) => db.execute(sql`update orders set hold_until = now() - interval '1 second' where id = ${orderId}`),

    async member(data: Record<string, unknown> = {}): Promise<Viewer> {
      const email = `${randomBytes(5).toString('hex')}@example.org`;
      const user = await payload.create({
        collection: 'users',
        data: { email, password: randomBytes(16).toString('hex'), name: `Mo ${email.slice(0, 10)}`, roles: ['member'], ...data } as never,
      });
      return { id: String(user.id), email, name: 'Mo', roles: ['member'], paid: false, tiers: [] };
    },

    count: async (query: ReturnType<typeof sql>) => Number((await db.execute<{ n: number | string }>(query)).rows[0]?.n ?? 0),
  };
  return shop;
}
