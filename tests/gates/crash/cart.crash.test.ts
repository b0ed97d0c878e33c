import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlaceResult } from '../../../contracts/cart.ts';
import { toExecutor } from '../../../platform/transactions.ts';
import { type SumupSandbox, startSumupSandbox } from '../../doubles/sumup/server.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { bake, fillBasket, handleAll, type Till } from '../trade.ts';
import { killAt } from './crash.ts';
import type { ScenarioName } from './scenarios.ts';

const STOCK = 5;
const WANTED = 2;

let sandbox: SumupSandbox;
let house: TestBoot;
beforeAll(async () => {
  sandbox = await startSumupSandbox();
  house = await bootTest({ SUMUP_API_KEY: sandbox.apiKey, SUMUP_MERCHANT_CODE: sandbox.merchantCode, SUMUP_HOST: sandbox.url });
  await handleAll(house);
});
afterAll(async () => {
  await house.close();
  await sandbox.close();
});

const die = (point: string, scenario: ScenarioName, input?: unknown) =>
  killAt(point, { scenario, input, env: house.env, databaseUrl: house.databaseUrl });

interface Deal {
  readonly productId: string;
  readonly place: Till;
}

let deals = 0;

/** A product of which there are five, and somebody's basket with two of them. */
async function begin(): Promise<Deal> {
  deals += 1;
  const productId = await bake(house, { slug: `loaf-${deals}`, stock: STOCK });
  return { productId, place: await fillBasket(house, { sellableId: productId, quantity: WANTED }) };
}

async function placed(deal: Deal): Promise<Extract<PlaceResult, { type: 'placed' }>> {
  const result = await house.services.cart.place(deal.place);
  if (result.type !== 'placed') throw new Error(`the order was not placed: ${result.type}`);
  return result;
}

async function opened(orderId: string): Promise<string> {
  await house.services.cart.startPayment({ orderId });
  const { rows } = await toExecutor(house.payload).execute<{ reference: string }>(
    sql`select reference from payments where order_id = ${orderId} order by created_at desc limit 1`,
  );
  return rows[0]?.reference ?? '';
}

/** Everything countable about a product's stock and the orders of it. */
async function count({ productId }: Deal): Promise<Record<string, unknown>> {
  const { rows } = await toExecutor(house.payload).execute(sql`
    with mine as (select distinct o.* from orders o join order_lines l on l.order_id = o.id where l.sellable_id = ${productId})
    select p.on_hand, p.reserved,
      (select coalesce(sum(change), 0)::int from stock_movements m where m.pool_id = p.id) as ledger,
      (select count(*)::int from mine) as orders,
      (select string_agg(state::text, ',' order by placed_at) from mine) as states,
      (select string_agg(r.state, ',') from reservations r where r.order_id in (select id from mine)) as holds,
      (select count(*)::int from payments where order_id in (select id from mine)) as payments,
      (select count(*)::int from payments where order_id in (select id from mine) and status = 'paid') as paid,
      (select count(*)::int from activities where object_type = 'orders' and data ->> 'state' = 'paid' and object_id in (select id::text from mine)) as told_paid,
      (select count(*)::int from activities where object_type = 'orders' and data ->> 'state' = 'expired' and object_id in (select id::text from mine)) as told_expired,
      (select count(*)::int from basket_lines b where b.sellable_id = ${productId}) as in_baskets
    from pools p where p.key = ${`product:${productId}`}`);
  return rows[0] ?? {};
}

const checkoutsOf = (reference: string) =>
  [...sandbox.store.checkouts.values()].filter((checkout) => checkout.checkout_reference === reference);

const HELD = {
  on_hand: STOCK,
  reserved: WANTED,
  ledger: STOCK,
  orders: 1,
  states: 'pending',
  holds: 'held',
  payments: 1,
  paid: 0,
  told_paid: 0,
  told_expired: 0,
  in_baskets: 0,
};
const PAID = {
  ...HELD,
  on_hand: STOCK - WANTED,
  reserved: 0,
  ledger: STOCK - WANTED,
  states: 'paid',
  holds: 'consumed',
  paid: 1,
  told_paid: 1,
};
const FREE = { ...HELD, reserved: 0, states: 'expired', holds: 'released', told_expired: 1 };

test.each(['place.before-transaction', 'place.before-commit', 'place.after-commit'])(
  'killed at %s: one order, and the basket is in it',
  async (point) => {
    const deal = await begin();
    await die(point, 'cart-place', deal.place);
    // A guest who reloads and clicks again.
    expect(await placed(deal)).toMatchObject({ type: 'placed' });
    expect(await count(deal)).toEqual(HELD);
  },
);

test.each(['pay.before-create', 'pay.after-create', 'pay.after-save'])(
  'killed at %s: one checkout at the provider, and it can be paid',
  async (point) => {
    const deal = await begin();
    const { orderId } = await placed(deal);
    await die(point, 'cart-pay', { orderId });
    const reference = await opened(orderId);
    expect(checkoutsOf(reference)).toHaveLength(1);
    sandbox.pay(checkoutsOf(reference)[0]?.id ?? '');
    expect(await house.services.cart.settle({ reference })).toEqual({ type: 'paid' });
    expect(await count(deal)).toEqual(PAID);
  },
);

test('killed at pay.after-deactivate, after a refused card: the next attempt can be paid, the first no more', async () => {
  const deal = await begin();
  const { orderId } = await placed(deal);
  const refused = await opened(orderId);
  sandbox.pay(checkoutsOf(refused)[0]?.id ?? '', 'fails');
  await house.services.cart.settle({ reference: refused });
  await die('pay.after-deactivate', 'cart-pay', { orderId });
  const reference = await opened(orderId);
  expect(reference).not.toBe(refused);
  expect(checkoutsOf(refused).map(({ status }) => status)).toEqual(['EXPIRED']);
  sandbox.pay(checkoutsOf(reference)[0]?.id ?? '');
  expect(await house.services.cart.settle({ reference })).toEqual({ type: 'paid' });
  expect(await count(deal)).toEqual({ ...PAID, payments: 2 });
});

test.each(['settle.after-provider-read', 'settle.before-transaction', 'settle.before-commit', 'settle.after-commit'])(
  'killed at %s: paid once',
  async (point) => {
    const deal = await begin();
    const { orderId } = await placed(deal);
    const reference = await opened(orderId);
    sandbox.pay(checkoutsOf(reference)[0]?.id ?? '');
    await die(point, 'cart-settle', { reference });
    for (const _ of [1, 2]) expect(await house.services.cart.settle({ reference })).toEqual({ type: 'paid' });
    expect(await count(deal)).toEqual(PAID);
  },
);

test.each(['expire.after-lease', 'expire.after-provider', 'expire.before-commit', 'expire.after-commit'])(
  'killed at %s: the hold is let go once',
  async (point) => {
    const deal = await begin();
    const { orderId } = await placed(deal);
    const reference = await opened(orderId);
    await runOut(orderId);
    await die(point, 'cart-expire');
    await runOut(orderId);
    await house.services.cart.expireHolds();
    expect(await count(deal)).toEqual(FREE);
    expect(checkoutsOf(reference).map(({ status }) => status)).toEqual(['EXPIRED']);
  },
);

test('paid at the last moment, while the process that expires it was killed: paid, not let go', async () => {
  const deal = await begin();
  const { orderId } = await placed(deal);
  const reference = await opened(orderId);
  await runOut(orderId);
  await die('expire.after-lease', 'cart-expire');
  sandbox.pay(checkoutsOf(reference)[0]?.id ?? '');
  await runOut(orderId);
  await house.services.cart.expireHolds();
  expect(await count(deal)).toEqual(PAID);
});

/** The clock of the hold and of the killed process's lease. */
async function runOut(orderId: string): Promise<void> {
  await toExecutor(house.payload).execute(sql`
    update orders set hold_until = now() - interval '1 second',
      lease_until = case when lease_until is null then null else now() - interval '1 second' end
    where id = ${orderId}`);
}
