import { sql } from '@payloadcms/db-postgres';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../platform/transactions.ts';
import { offerTickets } from '../../services/events/handlers.ts';
import { offerProducts } from '../../services/market/handlers.ts';
import { type SumupSandbox, startSumupSandbox } from '../doubles/sumup/server.ts';
import { linkTo } from './bodies.ts';
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

const room = (id: string) => `event:${id}:room`;

async function evening() {
  const event = await shop.event();
  const [full, reduced, child] = [
    await shop.ticketType(event, { name: 'Full', quota: 'Adults' }),
    await shop.ticketType(event, { name: 'Reduced', quota: 'Adults', price: 700 }),
    await shop.ticketType(event, { name: 'Child', price: 300 }),
  ];
  return { event, full, reduced, child, quota: `event:${event.id}:quota:adults` };
}

test('the words of an event lead to what they name, and say so', async () => {
  const { payload } = house;
  const post = await payload.create({
    collection: 'posts',
    data: { title: 'The barn', slug: '', visibility: 'public', _status: 'published' },
  });
  const event = await shop.event();
  await payload.update({ collection: 'events', id: event.id, data: { body: linkTo('posts', post.id, 'where'), _status: 'published' } });
  const found = await house.services.events.findEvent(event.slug);
  const blog = new URL(payload.config.serverURL).origin.replace('//cms.', '//blog.');
  expect(found?.html).toBe(`<p><a href="${blog}/the-barn/">where</a></p>`);
  expect(found?.mentions).toEqual([`posts:${post.id}`]);
});

test('two ticket types share a quota, and all share the room', async () => {
  const { event, full, reduced, child, quota } = await evening();
  await shop.stock(room(event.id), 5);
  await shop.stock(quota, 3);
  await shop.placed([full, 2], [child, 1]);
  expect(await shop.pool(quota)).toEqual({ on_hand: 3, reserved: 2 });
  expect(await shop.pool(room(event.id))).toEqual({ on_hand: 5, reserved: 3 });
  expect(await shop.place(await shop.guest([full, 1], [reduced, 1]))).toMatchObject({ type: 'sold-out' });
  expect(await shop.pool(quota)).toEqual({ on_hand: 3, reserved: 2 });
  await shop.placed([reduced, 1]);
  expect(await shop.place(await shop.guest([full, 1]))).toMatchObject({ type: 'sold-out', sellableId: full });
  await shop.placed([child, 1]);
  expect(await shop.place(await shop.guest([child, 1]))).toMatchObject({ type: 'sold-out', sellableId: child });
});

test('the last place is sold once, whichever ticket type asks for it', async () => {
  const { event, full, reduced, child, quota } = await evening();
  await shop.stock(room(event.id), 1);
  await shop.stock(quota, 9);
  const shoppers = await Promise.all(Array.from({ length: 12 }, (_, index) => shop.guest([[full, reduced, child][index % 3] ?? full, 1])));
  const results = await Promise.all(shoppers.map((shopper) => shop.place(shopper)));
  expect(results.filter(({ type }) => type === 'placed')).toHaveLength(1);
  expect(await shop.pool(room(event.id))).toEqual({ on_hand: 1, reserved: 1 });
});

test('places in somebody’s basket are counted when they are ordered, not before', async () => {
  const { event, child } = await evening();
  await shop.stock(room(event.id), 1);
  const [one, other] = [await shop.guest([child, 1]), await shop.guest([child, 1])];
  expect((await shop.place(one)).type).toBe('placed');
  expect((await shop.place(other)).type).toBe('sold-out');
});

test('tickets are made in the transaction that settles, one per seat, once', async () => {
  const { event, full, child, quota } = await evening();
  await shop.stock(room(event.id), 9);
  await shop.stock(quota, 9);
  const jar = await shop.product();
  const order = await shop.paying([full, 2], [child, 1], [jar, 1]);
  expect(await house.services.events.listTickets({ orderNumber: order.number })).toEqual([]);
  sandbox.pay(order.checkout_id ?? '');
  await Promise.all([1, 2, 3].map(() => house.services.cart.settle({ reference: order.reference })));
  const tickets = await house.services.events.listTickets({ orderNumber: order.number });
  expect(tickets.map(({ ticketName }) => ticketName).sort()).toEqual(['Child', 'Full', 'Full']);
  expect(new Set(tickets.map(({ code }) => code)).size).toBe(3);
  expect(tickets[0]).toMatchObject({ startsAt: '2030-07-04T18:30:00.000Z', timeZone: 'Europe/London', state: 'valid' });
  const told = sql`select count(*) as n from activities where type = 'Create' and object_type = 'tickets' and data->>'orderNumber' = ${order.number}`;
  expect(await shop.count(told)).toBe(3);
  expect(await shop.pool(room(event.id))).toEqual({ on_hand: 6, reserved: 0 });
});

test('a draft event and one that is over sell nothing', async () => {
  const over = await shop.event({ startsAt: '2020-07-04T18:30:00.000Z', endsAt: '2020-07-04T21:00:00.000Z' });
  const late = await shop.ticketType(over);
  await shop.stock(room(over.id), 5);
  await expect(shop.guest([late, 1])).rejects.toThrow('not for sale');
  const { event, child } = await evening();
  await shop.stock(room(event.id), 5);
  const shopper = await shop.guest([child, 1]);
  await house.payload.update({ collection: 'events', id: event.id, data: { _status: 'draft' } });
  expect(await shop.place(shopper)).toMatchObject({ type: 'not-for-sale' });
  expect(await house.services.events.findEvent(event.slug)).toBeNull();
});

test('a page of an event tells its tickets and how many are left', async () => {
  const { event, quota } = await evening();
  await shop.stock(room(event.id), 9);
  await shop.stock(quota, 3);
  const page = await house.services.events.findEvent(event.slug);
  expect(page?.tickets.map(({ name, available }) => [name, available]).sort()).toEqual([
    ['Child', 'in-stock'],
    ['Full', 'few-left'],
    ['Reduced', 'few-left'],
  ]);
  const { items } = await house.services.events.listEvents({ limit: 100 });
  expect(items.map(({ id }) => id)).toContain(event.id);
  expect(items.every(({ endsAt }) => Date.parse(endsAt) > Date.now())).toBe(true);
});

test('an event that ends before it starts is refused', async () => {
  await expect(shop.event({ startsAt: '2030-07-04T18:30:00.000Z', endsAt: '2030-07-04T18:30:00.000Z' })).rejects.toThrow(/endsAt|end/i);
});

test('the feed: true instants, a constant UID, and a sequence that grows when the time changes', async () => {
  const event = await shop.event();
  const read = async () => {
    const calendar = new ICAL.Component(ICAL.parse(await house.services.events.getCalendarFeed()));
    const all = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const found = all.find(({ uid }) => uid.startsWith(event.id));
    if (!found) throw new Error('the event is not in the feed');
    return found;
  };
  const first = await read();
  expect(first.startDate.toJSDate().toISOString()).toBe('2030-07-04T18:30:00.000Z');
  expect(first.startDate.zone.tzid).toBe('UTC');
  await house.payload.update({ collection: 'events', id: event.id, data: { summary: 'Soup.', _status: 'published' } });
  expect((await read()).sequence).toBe(first.sequence);
  await house.payload.update({ collection: 'events', id: event.id, data: { startsAt: '2030-07-04T19:00:00.000Z', _status: 'published' } });
  const moved = await read();
  expect(moved.uid).toBe(first.uid);
  expect(moved.sequence).toBe(first.sequence + 1);
  expect(moved.startDate.toJSDate().toISOString()).toBe('2030-07-04T19:00:00.000Z');
});

test('the handlers offer what editors make: a product and a ticket type become sellable', async () => {
  const product = await house.payload.create({
    collection: 'products',
    data: { title: 'From the admin', slug: '', price: 100, currency: 'GBP', taxBasisPoints: 0, _status: 'published' },
  });
  const event = await shop.event();
  const type = await house.payload.create({
    collection: 'ticket-types',
    data: { event: event.id, name: 'Seat', price: 0, currency: 'GBP', position: 0 },
  });
  for (const [handler, object] of [
    [offerProducts, { type: 'products', id: String(product.id) }],
    [offerTickets, { type: 'ticket-types', id: String(type.id) }],
  ] as const) {
    const activity = { id: '', seq: 1n, type: 'Create', object, visibility: 'internal', createdAt: '' } as const;
    await inTransaction(house.payload, (tx) => handler.handle({ tx, activity, services: house.services }));
  }
  expect(await shop.pool(`product:${product.id}`)).toEqual({ on_hand: 0, reserved: 0 });
  expect(await shop.pool(room(event.id))).toEqual({ on_hand: 0, reserved: 0 });
});
