import { afterAll, beforeAll, expect, test } from 'vitest';
import { toLexical } from '../../samples/lexical.ts';
import { createShop } from '../integration/shop.ts';
import {
  compareDoors,
  differ,
  toEventDoors,
  toLedgerKeys,
  toListDoors,
  toOrderDoors,
  toPostDoors,
  toProductDoors,
  toWordsOf,
} from './harness-parity.ts';
import { compareLedger, readLedger } from './ledger.ts';
import { handleAll } from './trade.ts';
import { openWholeHouse, READERS, type Reader, type WholeHouse } from './whole-house.ts';

const ledger = readLedger(new URL('./harness-parity.txt', import.meta.url));
const NOBODYS: readonly Reader[] = ['guest', 'member', 'editor'];

let house: WholeHouse;
let order = '';
beforeAll(async () => {
  house = await openWholeHouse();
  await handleAll(house);
  await writePosts();
  await stockShop();
  await handleAll(house);
});
afterAll(() => house?.close());

async function writePosts(): Promise<void> {
  const { payload } = house;
  const cases = {
    public: { visibility: 'public' },
    members: { visibility: 'members' },
    paid: { visibility: 'paid' },
    tiers: { visibility: 'tiers', tiers: ['gold'] },
    draft: { visibility: 'public', _status: 'draft' },
    scheduled: { visibility: 'public', publishedAt: '2099-01-01T00:00:00.000Z' },
    'email-only': { visibility: 'public', emailOnly: true },
  } as const;
  for (const [name, own] of Object.entries(cases)) {
    const slug = `post-${name}`;
    const { open, gated } = toWordsOf(slug);
    const body = toLexical(`${open}.\n\n=== members ===\n\n${gated}.`, { media: () => '' }) as never;
    const tiers = 'tiers' in own ? [...own.tiers] : [];
    await payload.create({ collection: 'posts', data: { title: `Post ${name}`, slug, body, _status: 'published', ...own, tiers } });
  }
}

async function stockShop(): Promise<void> {
  const { payload, services } = house;
  const shop = createShop(house);
  for (const [slug, stock, more] of [
    ['many', 50, { memberPrice: 400 }],
    ['few', 2, {}],
    ['gone', 0, {}],
    ['hidden', 5, { _status: 'draft' as const }],
  ] as const) {
    const id = await shop.product({ title: `Ware ${slug}`, price: 450, stock, ...('memberPrice' in more ? more : {}) });
    await payload.update({ collection: 'products', id, data: { slug: `ware-${slug}`, ...('_status' in more ? more : {}) } });
  }
  for (const [slug, room] of [
    ['open', 40],
    ['full', 0],
  ] as const) {
    const event = await shop.event({ room });
    await payload.update({ collection: 'events', id: event.id, data: { slug: `event-${slug}` } });
    await shop.ticketType(event, { name: 'Seat', price: 1200 });
    if (room > 0) await shop.stock(`event:${event.id}:room`, room);
  }
  const secret = await shop.event();
  await payload.update({ collection: 'events', id: secret.id, data: { slug: 'event-hidden', _status: 'draft' } });

  const gift = await shop.product({ title: 'A gift', price: 0, stock: 5 });
  const shopper = { viewer: await house.viewerOf('member'), basketToken: null };
  await services.cart.addToBasket({ shopper, sellableId: gift, quantity: 1 });
  const placed = await services.cart.place({ shopper, email: 'member@example.org', name: 'A member' });
  if (placed.type !== 'placed') throw new Error(`the order was not placed: ${placed.type}`);
  order = placed.number;
}

/** Both ways for one kind of thing: no difference that is not listed, no line that is not needed. */
function expectParity(kind: string, differences: readonly string[]): void {
  const own = ledger.filter(({ key }) => key.startsWith(`${kind} `));
  const found = toLedgerKeys(
    differences.map((difference) => `${kind} ${difference}`),
    own,
  );
  expect(compareLedger(found, own)).toEqual({ unlisted: [], healed: [] });
}

const slugs = (prefix: string, ...names: string[]) => Object.fromEntries(names.map((name) => [name, `${prefix}-${name}`]));
const POSTS = slugs('post', 'public', 'members', 'paid', 'tiers', 'draft', 'scheduled', 'email-only');

test('a post is there, and shows as much of itself, by every door alike', async () => {
  expectParity('posts', await compareDoors(toPostDoors(house), POSTS, READERS));
});

test('a post is listed by every door alike', async () => {
  expectParity('lists', await compareDoors(toListDoors(house), POSTS, READERS));
});

test('a product costs the same by every door', async () => {
  expectParity('products', await compareDoors(toProductDoors(house), slugs('ware', 'many', 'few', 'gone', 'hidden'), NOBODYS));
});

test('an event is at the same time, with the same tickets, by every door', async () => {
  expectParity('events', await compareDoors(toEventDoors(house), slugs('event', 'open', 'full', 'hidden'), NOBODYS));
});

test('an order is its owner’s by every door', async () => {
  const doors = toOrderDoors(house);
  for (const [door, ask] of Object.entries(doors)) {
    expect({ door, owner: await ask(order, 'member') }).toEqual({ door, owner: { number: order, total: '0.00' } });
    expect({ door, other: await ask(order, 'paid'), guest: await ask(order, 'guest') }).toEqual({ door, other: null, guest: null });
  }
  expectParity('orders', await compareDoors(doors, { own: order }, ['guest', 'member', 'paid', 'editor']));
});

test('the cases are not all alike: the doors were asked about what is there, half there and not there', async () => {
  const { service } = toPostDoors(house);
  const seen = await Promise.all(
    (['guest', 'member', 'paid', 'tier'] as const).map(async (reader) =>
      (await Promise.all(Object.values(POSTS).map((slug) => service?.(slug, reader)))).map((shown) => shown?.body ?? 'absent').join(' '),
    ),
  );
  expect(seen).toEqual([
    'whole preview preview preview absent absent absent',
    'whole whole preview preview absent absent absent',
    'whole whole whole preview absent absent absent',
    'whole whole whole whole absent absent absent',
  ]);
});

test('the gate can fail: a leak, a loss and another price are differences', () => {
  expect(differ({ body: 'preview' }, { body: 'whole' })).toEqual(['body: whole, not preview']);
  expect(differ(null, { body: 'none' })).toEqual(['is there']);
  expect(differ({ price: '4.50' }, null)).toEqual(['is not there']);
  expect(differ({ price: '4.50' }, { price: '4.00' })).toEqual(['price: 4.00, not 4.50']);
  const line = { key: 'products * rest stock: untold', reason: 'a reason' };
  expect(toLedgerKeys(['products few rest stock: untold'], [line])).toEqual([line.key]);
  expect(toLedgerKeys(['products few graphql stock: untold'], [line])).toEqual(['products few graphql stock: untold']);
});
