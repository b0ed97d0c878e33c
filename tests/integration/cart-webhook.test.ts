import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toExecutor } from '../../platform/transactions.ts';
import { type SumupSandbox, startSumupSandbox } from '../doubles/sumup/server.ts';
import { bootTest, type TestBoot } from './harness.ts';
import { createShop } from './shop.ts';

let sandbox: SumupSandbox;
let house: TestBoot;
let shop: ReturnType<typeof createShop>;
let server: Server;
let port = 0;

beforeAll(async () => {
  sandbox = await startSumupSandbox();
  house = await bootTest({ SUMUP_API_KEY: sandbox.apiKey, SUMUP_MERCHANT_CODE: sandbox.merchantCode, SUMUP_HOST: sandbox.url });
  shop = createShop(house);
  const mount = house.mounts.find(({ path }) => path === '/webhooks/sumup');
  if (!mount) throw new Error('the webhook is not mounted');
  server = createServer((req, res) => void mount.handler(req, res, () => res.writeHead(599).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  await house.close();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.calls.length = 0;
});

const notice = (id: string) => JSON.stringify({ event_type: 'CHECKOUT_STATUS_CHANGED', id });
const knock = async (path: string, body: string, method = 'POST') =>
  (await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(method === 'POST' ? { body } : {}) })).status;
const somebody = '00000000-0000-4000-8000-000000000000';

test('a doubled notice settles once', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 2]);
  sandbox.pay(order.checkout_id ?? '');
  const path = `/webhooks/sumup/${order.webhook_token}`;
  const answers = await Promise.all([1, 2, 3, 4].map(() => knock(path, notice(order.checkout_id ?? ''))));
  expect(answers).toEqual([204, 204, 204, 204]);
  expect(await shop.state(order.orderId)).toBe('paid');
  expect(await shop.pool(`product:${jar}`)).toEqual({ on_hand: 3, reserved: 0 });
});

test('the sandbox’s own notice finds the way, by the address it was given', async () => {
  const jar = await shop.product({ stock: 5 });
  const order = await shop.paying([jar, 1]);
  const checkout = sandbox.pay(order.checkout_id ?? '');
  const given = new URL(checkout.return_url ?? '');
  expect(given.origin).toBe(`http://cart.${house.env.domain}:${house.env.port}`);
  expect(await sandbox.webhooks.send({ id: checkout.id, return_url: `http://127.0.0.1:${port}${given.pathname}` })).toBe(204);
  expect(await shop.state(order.orderId)).toBe('paid');
});

test('an invented notice never makes us call the provider', async () => {
  const jar = await shop.product();
  const order = await shop.paying([jar, 1]);
  sandbox.calls.length = 0;
  const token = order.webhook_token;
  const id = order.checkout_id ?? '';
  expect(await knock('/webhooks/sumup/an-invented-token-of-some-length', notice(id))).toBe(404);
  expect(await knock(`/webhooks/sumup/${token}`, notice(somebody))).toBe(404);
  expect(await knock(`/webhooks/sumup/${token}`, notice('../../v1.0/merchants/M'))).toBe(400);
  expect(await knock(`/webhooks/sumup/${token}/../x`, notice(id))).toBe(404);
  expect(await knock('/webhooks/sumup', notice(id))).toBe(404);
  expect(await knock(`/webhooks/sumup/${token}`, '{"id":')).toBe(400);
  expect(await knock(`/webhooks/sumup/${token}`, `{"event_type":"${'x'.repeat(9000)}"}`)).toBe(413);
  expect(await knock(`/webhooks/sumup/${token}`, '', 'GET')).toBe(405);
  expect(await knock(`/webhooks/sumup/${token}`, JSON.stringify({ event_type: 'SOMETHING_ELSE', id }))).toBe(204);
  expect(sandbox.calls).toEqual([]);
  // After all that a good one is still answered.
  sandbox.pay(id);
  expect(await knock(`/webhooks/sumup/${token}`, notice(id))).toBe(204);
  expect(await shop.state(order.orderId)).toBe('paid');
});

test('a notice about something that cannot be read now is asked to come again', async () => {
  const jar = await shop.product();
  const order = await shop.paying([jar, 1]);
  sandbox.pay(order.checkout_id ?? '');
  sandbox.faults.add({ on: 'getCheckout', kind: 'unavailable' });
  const path = `/webhooks/sumup/${order.webhook_token}`;
  expect(await knock(path, notice(order.checkout_id ?? ''))).toBe(503);
  expect(await shop.state(order.orderId)).toBe('pending');
  expect(await knock(path, notice(order.checkout_id ?? ''))).toBe(204);
  expect(await shop.state(order.orderId)).toBe('paid');
});

test('a notice that is faster than our own writing is understood by its token', async () => {
  const jar = await shop.product();
  const order = await shop.paying([jar, 1]);
  await toExecutor(house.payload).execute(sql`update payments set provider_checkout_id = null, pay_url = null where id = ${order.id}`);
  sandbox.pay(order.checkout_id ?? '');
  expect(await knock(`/webhooks/sumup/${order.webhook_token}`, notice(order.checkout_id ?? ''))).toBe(204);
  expect(await shop.state(order.orderId)).toBe('paid');
});

test('many notices from one address are not heard for a while', async () => {
  const answers = new Set<number>();
  for (let burst = 0; burst < 5; burst += 1) {
    const some = await Promise.all(Array.from({ length: 40 }, () => knock('/webhooks/sumup/an-invented-token-of-some-length', '{}')));
    for (const status of some) answers.add(status);
  }
  expect(answers.has(429)).toBe(true);
});
