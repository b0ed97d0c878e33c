import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSumupClient } from '../../plugins/sumup/client.ts';
import { type SumupSandbox, startSumupSandbox } from '../doubles/sumup/server.ts';

let sandbox: SumupSandbox;
beforeEach(async () => {
  sandbox = await startSumupSandbox();
});
afterEach(() => sandbox.close());

const client = (more = {}) => createSumupClient({ ...sandbox, host: sandbox.url, timeoutMs: 10_000, ...more });

const wanted = (reference = 'ref-1') => ({
  reference,
  amount: { amount: 1240, currency: 'GBP' },
  description: 'Order 1001',
  returnUrl: 'http://cart.rose.localhost:3000/orders/1001/',
  webhookUrl: 'http://cart.rose.localhost:3000/webhooks/sumup/abc',
  validUntil: new Date(Date.now() + 60_000).toISOString(),
});

async function create(reference?: string) {
  const answer = await client().createCheckout(wanted(reference));
  if (answer.type !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value;
}

test('a checkout goes out in major units and comes back in minor ones', async () => {
  const checkout = await create();
  expect(JSON.parse(sandbox.calls[0]?.body ?? '')).toMatchObject({
    amount: 12.4,
    currency: 'GBP',
    merchant_code: 'MSANDBOX',
    hosted_checkout: { enabled: true },
  });
  expect(checkout).toMatchObject({ reference: 'ref-1', amount: { amount: 1240, currency: 'GBP' }, status: 'pending', transactionId: null });
  expect(checkout.payUrl).toBe(`${sandbox.url}/pay/${checkout.id}`);
});

test('a paid checkout names its transaction', async () => {
  const { id } = await create();
  sandbox.pay(id);
  const found = await client().findCheckout({ id });
  expect(found).toMatchObject({ type: 'ok', value: { status: 'paid', transactionId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
});

test('a refused card is not final: the same checkout can still be paid', async () => {
  const { id } = await create();
  sandbox.pay(id, 'fails');
  expect(await client().findCheckout({ id })).toMatchObject({ value: { status: 'failed' } });
  sandbox.pay(id);
  expect(await client().findCheckout({ id })).toMatchObject({ value: { status: 'paid' } });
});

test('a duplicate reference is refused by its code, and found by listing', async () => {
  const { id } = await create();
  expect(await client().createCheckout(wanted())).toMatchObject({
    type: 'refused',
    status: 409,
    reason: expect.stringMatching(/^DUPLICATED_CHECKOUT/),
  });
  expect(await client().findCheckout({ reference: 'ref-1' })).toMatchObject({ type: 'ok', value: { id } });
  expect(await client().findCheckout({ reference: 'ref-2' })).toEqual({ type: 'ok', value: null });
});

test.each(['timeout', 'cut', 'html', 'unreadable', 'unavailable'] as const)(
  '%s after the effect is unknown, sent once, and found by listing',
  async (kind) => {
    sandbox.faults.add({ on: 'createCheckout', kind, after: true });
    const hasty = kind === 'timeout' ? { timeoutMs: 300 } : {};
    expect(await client(hasty).createCheckout(wanted())).toMatchObject({ type: 'unknown' });
    expect(sandbox.calls.filter(({ operation }) => operation === 'createCheckout')).toHaveLength(1);
    expect(await client().findCheckout({ reference: 'ref-1' })).toMatchObject({ type: 'ok', value: { reference: 'ref-1' } });
  },
);

test('deactivating: done, too late, or never there', async () => {
  const open = await create('ref-open');
  const paid = await create('ref-paid');
  sandbox.pay(paid.id);
  expect(await client().deactivate({ id: open.id })).toEqual({ type: 'ok', value: 'deactivated' });
  expect(await client().findCheckout({ id: open.id })).toMatchObject({ value: { status: 'expired' } });
  expect(await client().deactivate({ id: paid.id })).toEqual({ type: 'ok', value: 'processed' });
  expect(await client().deactivate({ id: '00000000-0000-4000-8000-000000000000' })).toEqual({ type: 'ok', value: 'gone' });
});

test('what is no id never reaches the provider, so it cannot leave the path', async () => {
  expect(await client().findCheckout({ id: '../../v1/merchants/M' })).toEqual({ type: 'ok', value: null });
  expect(await client().deactivate({ id: '../x' })).toEqual({ type: 'ok', value: 'gone' });
  expect(await client().refund({ transactionId: '../x' })).toMatchObject({ type: 'refused' });
  expect(sandbox.calls).toEqual([]);
});

test('a refund’s empty 201 is unknown, and its events tell', async () => {
  const { id } = await create();
  const transactionId = sandbox.pay(id).transactions[0]?.id ?? '';
  expect(await client().refund({ transactionId, amount: { amount: 240, currency: 'GBP' } })).toMatchObject({ type: 'unknown' });
  expect(await client().findRefunded({ transactionId, currency: 'GBP' })).toEqual({ type: 'ok', value: { amount: 240, currency: 'GBP' } });
  expect(await client().refund({ transactionId, amount: { amount: 1240, currency: 'GBP' } })).toEqual({
    type: 'ok',
    value: 'not-refundable',
  });
  expect(await client().findCheckout({ id })).toMatchObject({ value: { status: 'paid' } });
});

test('a wrong key is refused with the problem’s words', async () => {
  const answer = await client({ apiKey: 'sup_sk_wrong' }).createCheckout(wanted());
  expect(answer).toEqual({ type: 'refused', status: 401, reason: 'unauthorized: Unauthorized.' });
});

test('the sandbox lets nothing be paid after its time', async () => {
  const { id } = await create();
  sandbox.passTime(61_000);
  expect(sandbox.pay(id).status).toBe('EXPIRED');
  expect(await client().findCheckout({ id })).toMatchObject({ value: { status: 'expired' } });
});
