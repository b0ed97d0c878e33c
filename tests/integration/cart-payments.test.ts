import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onPoint, suspendAt } from '../../platform/points.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { type SumupSandbox, startSumupSandbox } from '../doubles/sumup/server.ts';
import { bootTest, type TestBoot } from './harness.ts';
import { createShop } from './shop.ts';

let sandbox: SumupSandbox;
let house: TestBoot;
let shop: ReturnType<typeof createShop>;

beforeAll(async () => {
  sandbox = await startSumupSandbox();
  house = await bootTest({ SUMUP_API_KEY: sandbox.apiKey, SUMUP_MERCHANT_CODE: sandbox.merchantCode, SUMUP_HOST: sandbox.url });
  shop = createShop(house);
});
afterAll(async () => {
  await house.close();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.calls.length = 0;
});

const cart = () => house.services.cart;

/** The hold is gone, and yet the provider still takes the money: it said "closed" and was not. */
async function releaseBehindProvider(orderId: string, checkoutId: string | null) {
  await shop.endHold(orderId);
  expect(await cart().expireHolds()).toMatchObject({ released: 1 });
  reopen(checkoutId);
}

function reopen(checkoutId: string | null) {
  const checkout = sandbox.store.checkouts.get(checkoutId ?? '');
  if (!checkout) throw new Error('no checkout');
  Object.assign(checkout, { status: 'PENDING', valid_until: undefined });
  return checkout;
}

test('pay at the sandbox, settle: paid once, stock gone, ledger written', async () => {
  const jar = await shop.product({ stock: 5, price: 450 });
  const order = await shop.paying([jar, 2]);
  expect(order.payUrl).toBe(`${sandbox.url}/pay/${order.checkout_id}`);
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'pending' });
  sandbox.pay(order.checkout_id ?? '');
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'paid' });
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'paid' });
  expect(await shop.state(order.orderId)).toBe('paid');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 3, reserved: 0 });
  const { docs } = await house.payload.find({ collection: 'stock-movements', where: { order: { equals: order.orderId } }, depth: 0 });
  expect(docs).toMatchObject([{ kind: 'sold', change: -2, onHandAfter: 3 }]);
  const paid = await shop.count(sql`select count(*) as n from activities where object_id = ${order.orderId} and data->>'state' = 'paid'`);
  expect(paid).toBe(1);
});

test('settling at once from many sides settles once', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 2]);
  sandbox.pay(order.checkout_id ?? '');
  const results = await Promise.all(Array.from({ length: 8 }, () => cart().settle({ reference: order.reference })));
  expect(results).toEqual(Array.from({ length: 8 }, () => ({ type: 'paid' })));
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 3, reserved: 0 });
  expect(await shop.count(sql`select count(*) as n from stock_movements where order_id = ${order.orderId}`)).toBe(1);
});

test('a checkout that is not the one asked for settles nothing', async () => {
  const jar = await shop.product({ stock: 5, price: 450 });
  const order = await shop.paying([jar, 2]);
  const checkout = sandbox.store.checkouts.get(order.checkout_id ?? '');
  if (!checkout) throw new Error('no checkout');
  checkout.amount = 0.01;
  sandbox.pay(checkout.id);
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'mismatch' });
  expect(await shop.state(order.orderId)).toBe('pending');
});

test.each(['timeout-like cut', 'html', 'unreadable', 'unavailable'])(
  'a create that answers %s after its effect is found by its reference',
  async (kind) => {
    const jar = await shop.product();
    const order = await shop.placed([jar, 1]);
    sandbox.faults.add({ on: 'createCheckout', kind: kind === 'timeout-like cut' ? 'cut' : (kind as 'html'), after: true });
    const started = await cart().startPayment({ orderId: order.orderId });
    const payment = await shop.payment(order.orderId);
    expect(started?.payUrl).toBe(`${sandbox.url}/pay/${payment.checkout_id}`);
    expect(sandbox.calls.map(({ operation }) => operation)).toEqual(['createCheckout', 'listCheckouts']);
  },
);

test('a provider that is down leaves the order waiting; the next try opens it', async () => {
  const jar = await shop.product();
  const order = await shop.placed([jar, 1]);
  sandbox.faults.add({ on: 'createCheckout', kind: 'unavailable' });
  expect(await cart().startPayment({ orderId: order.orderId })).toBeNull();
  const started = await Promise.all([1, 2, 3].map(() => cart().startPayment({ orderId: order.orderId })));
  expect(new Set(started.map((one) => one?.payUrl)).size).toBe(1);
  expect(started[0]?.payUrl).toContain('/pay/');
  expect(sandbox.findByReference((await shop.payment(order.orderId)).reference)).toBeDefined();
});

test('a refused card: a new attempt has a new reference, and the old one is closed first', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '', 'fails');
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'failed' });
  const again = await cart().startPayment({ orderId: order.orderId });
  const next = await shop.payment(order.orderId);
  expect(next.reference).not.toBe(order.reference);
  expect(again?.payUrl).toBe(`${sandbox.url}/pay/${next.checkout_id}`);
  expect(sandbox.store.checkouts.get(order.checkout_id ?? '')?.status).toBe('EXPIRED');
  sandbox.pay(next.checkout_id ?? '');
  expect(await cart().settle({ reference: next.reference })).toEqual({ type: 'paid' });
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'expired' });
});

test('a hold that ran out is closed at the provider first, then released', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 2]);
  expect(await cart().expireHolds()).toEqual({ released: 0, kept: 0 });
  await shop.endHold(order.orderId);
  expect(await cart().expireHolds()).toEqual({ released: 1, kept: 0 });
  expect(sandbox.store.checkouts.get(order.checkout_id ?? '')?.status).toBe('EXPIRED');
  expect(await shop.state(order.orderId)).toBe('expired');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 5, reserved: 0 });
  expect(await cart().expireHolds()).toEqual({ released: 0, kept: 0 });
});

test('a hold nobody began to pay is released without a call', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.placed([jar, 2]);
  await shop.endHold(order.orderId);
  expect(await cart().expireHolds()).toEqual({ released: 1, kept: 0 });
  expect(sandbox.calls).toEqual([]);
});

test('expiry of what was paid meanwhile settles instead', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 2]);
  sandbox.pay(order.checkout_id ?? '');
  await shop.endHold(order.orderId);
  expect(await cart().expireHolds()).toEqual({ released: 0, kept: 1 });
  expect(await shop.state(order.orderId)).toBe('paid');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 3, reserved: 0 });
});

test('while nobody can tell, the hold is kept', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 2]);
  await shop.endHold(order.orderId);
  sandbox.faults.add({ on: 'deactivateCheckout', kind: 'html' });
  expect(await cart().expireHolds()).toEqual({ released: 0, kept: 1 });
  expect(await shop.state(order.orderId)).toBe('pending');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 5, reserved: 2 });
  // The lease keeps others off for a while; then it is tried again.
  expect(await cart().expireHolds()).toEqual({ released: 0, kept: 0 });
  await toExecutor(house.payload).execute(sql`update orders set lease_until = now() - interval '1 second' where id = ${order.orderId}`);
  expect(await cart().expireHolds()).toEqual({ released: 1, kept: 0 });
});

test('two processes expire at once: each hold is released once', async () => {
  const jar = await shop.product({ stock: 10 });
  const orders = await Promise.all([1, 2, 3, 4].map(() => shop.paying([jar, 1])));
  for (const { orderId } of orders) await shop.endHold(orderId);
  const [one, other] = await Promise.all([cart().expireHolds(), cart().expireHolds()]);
  expect(one.released + other.released).toBe(4);
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 10, reserved: 0 });
});

test('money after the hold is gone: the stock is taken again while there is some', async () => {
  const jar = await shop.product({ stock: 2 });
  const order = await shop.paying([jar, 2]);
  await releaseBehindProvider(order.orderId, order.checkout_id);
  sandbox.pay(order.checkout_id ?? '');
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'paid' });
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 0, reserved: 0 });
});

test('money after the last was sold: it has to go back, and the stock stays right', async () => {
  const jar = await shop.product({ stock: 2 });
  const late = await shop.paying([jar, 2]);
  await releaseBehindProvider(late.orderId, late.checkout_id);
  const quick = await shop.paying([jar, 1]);
  sandbox.pay(quick.checkout_id ?? '');
  expect(await cart().settle({ reference: quick.reference })).toEqual({ type: 'paid' });
  sandbox.pay(late.checkout_id ?? '');
  expect(await cart().settle({ reference: late.reference })).toEqual({ type: 'refund-due' });
  expect(await cart().settle({ reference: late.reference })).toEqual({ type: 'refund-due' });
  expect(await shop.state(late.orderId)).toBe('refund_due');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 1, reserved: 0 });
});

test('an order paid twice by two attempts is fulfilled once; the second money goes back', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '', 'fails');
  await cart().settle({ reference: order.reference });
  await cart().startPayment({ orderId: order.orderId });
  const next = await shop.payment(order.orderId);
  sandbox.pay(reopen(order.checkout_id).id);
  sandbox.pay(next.checkout_id ?? '');
  expect(await cart().settle({ reference: next.reference })).toEqual({ type: 'paid' });
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'refund-due' });
  expect(await shop.state(order.orderId)).toBe('paid');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 4, reserved: 0 });
});

test('payments that no notice told of are asked about', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '');
  await toExecutor(house.payload).execute(sql`update payments set attempted_at = now() - interval '2 minutes' where id = ${order.id}`);
  await cart().pollPayments();
  expect(await shop.state(order.orderId)).toBe('paid');
});

test('settling and expiring the same order at the same moment: one of them, never both', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 1]);
  const hold = suspendAt('expire.after-provider');
  await shop.endHold(order.orderId);
  const expiring = cart().expireHolds();
  await hold.reached;
  // Closed at the provider, and yet somebody paid: the worst a provider can do.
  sandbox.pay(reopen(order.checkout_id).id);
  expect(await cart().settle({ reference: order.reference })).toEqual({ type: 'paid' });
  hold.resume();
  expect(await expiring).toEqual({ released: 0, kept: 1 });
  expect(await shop.state(order.orderId)).toBe('paid');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 4, reserved: 0 });
});

test('no call to the provider happens inside a transaction', async () => {
  const jar = await shop.product({ stock: 5 });
  const open = () =>
    shop.count(sql`select count(*) as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`);
  const seen: number[] = [];
  const end = onPoint(async (name) => {
    if (['pay.before-create', 'settle.after-provider-read', 'expire.after-provider'].includes(name)) seen.push(await open());
  });
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '');
  await cart().settle({ reference: order.reference });
  const other = await shop.paying([jar, 1]);
  await shop.endHold(other.orderId);
  await cart().expireHolds();
  end();
  expect(seen).toEqual([0, 0, 0, 0]);
});

test('money that has to go back is sent back, once, though the provider’s answer is empty', async () => {
  const jar = await shop.product({ stock: 1, price: 450 });
  const late = await shop.paying([jar, 1]);
  await releaseBehindProvider(late.orderId, late.checkout_id);
  await shop.placed([jar, 1]);
  const transaction = sandbox.pay(late.checkout_id ?? '').transactions[0];
  expect(await cart().settle({ reference: late.reference })).toEqual({ type: 'refund-due' });
  sandbox.calls.length = 0;
  await Promise.all([cart().sendRefunds(), cart().sendRefunds(), cart().sendRefunds()]);
  expect(sandbox.calls.filter(({ method, path }) => method === 'POST' && path.includes(transaction?.id ?? '-'))).toHaveLength(1);
  expect(transaction?.events.map(({ amount }) => amount)).toEqual([4.5]);
  expect(await shop.state(late.orderId)).toBe('refunded');
  expect(await cart().settle({ reference: late.reference })).toEqual({ type: 'refunded' });
  expect(await cart().sendRefunds()).toBe(0);
});

test('a refund whose sending nobody heard of again is looked for in the events before it is repeated', async () => {
  const jar = await shop.product({ stock: 1, price: 450 });
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '');
  await cart().settle({ reference: order.reference });
  await cart().requestRefund({ reference: order.reference, amount: { amount: 200, currency: 'GBP' }, reason: 'One was broken.' });
  // Sent and taken, and then neither the answer nor the events can be read.
  sandbox.faults.add({ on: 'refundTransaction', kind: 'cut', after: true });
  const end = onPoint((name) => {
    if (name === 'refund.after-post') sandbox.faults.add({ on: 'getTransaction', kind: 'unavailable' });
  });
  expect(await cart().sendRefunds()).toBe(0);
  end();
  await toExecutor(house.payload).execute(sql`update refunds set lease_until = now() - interval '1 second' where state = 'requested'`);
  sandbox.calls.length = 0;
  expect(await cart().sendRefunds()).toBe(1);
  expect(sandbox.calls.map(({ operation }) => operation)).toEqual(['getTransaction']);
  expect(await shop.state(order.orderId)).toBe('paid');
  const rest = await cart().requestRefund({ reference: order.reference, reason: 'The rest too.' });
  expect(rest.amount.amount).toBe(250);
  await cart().sendRefunds();
  expect(await shop.state(order.orderId)).toBe('refunded');
  await expect(cart().requestRefund({ reference: order.reference, reason: 'Again.' })).rejects.toThrow('not as much left');
});

test('two who pay back at once cannot pay back more than was paid', async () => {
  const jar = await shop.product({ stock: 1, price: 450 });
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '');
  await cart().settle({ reference: order.reference });
  const half = { reference: order.reference, amount: { amount: 300, currency: 'GBP' }, reason: 'Sorry.' };
  const results = await Promise.allSettled([cart().requestRefund(half), cart().requestRefund(half)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
