import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect } from 'vitest';
import { toExecutor } from '../../../platform/transactions.ts';
import { type SumupSandbox, startSumupSandbox } from '../../doubles/sumup/server.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { pin } from '../pin.ts';
import { fillBasket, handleAll } from '../trade.ts';

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

pin('tickets in a basket that is being paid are counted', {
  mended: () => buyTheLastTwice(async () => {}),
  // The old platform looked at what had been sold, not at what was being paid for.
  broken: () => buyTheLastTwice(() => toExecutor(house.payload).execute(sql`update pools set reserved = 0`)),
  holds: (results) => expect(results).toEqual(['placed', 'sold-out']),
});

/** Two people want the last ticket; the first is at the till, `between` happens, the second clicks. */
async function buyTheLastTwice(between: () => Promise<unknown>): Promise<string[]> {
  const { payload, services } = house;
  const event = await payload.create({
    collection: 'events',
    data: {
      title: 'Supper',
      slug: `supper-${Date.now()}`,
      _status: 'published',
      startsAt: '2031-06-01T18:00:00.000Z',
      startsAt_tz: 'Europe/London',
      endsAt: '2031-06-01T21:00:00.000Z',
      endsAt_tz: 'Europe/London',
      revision: 0,
    },
  });
  const ticket = await payload.create({
    collection: 'ticket-types',
    data: { name: 'Seat', event: event.id, price: 500, currency: 'GBP', forSale: true, position: 0 },
  });
  await handleAll(house);
  const { rows: pools } = await toExecutor(payload).execute<{ id: string }>(
    sql`select pool_id::text as id from sellable_pools where sellable_id = ${ticket.id}`,
  );
  for (const { id } of pools) await services.cart.moveStock({ pool: { id }, change: 1, kind: 'received' });

  const buy = () => fillBasket(house, { sellableId: ticket.id, quantity: 1 });
  const [first, second] = [await buy(), await buy()];
  const one = await services.cart.place(first);
  await between();
  const other = await services.cart.place(second);
  return [one.type, other.type];
}
