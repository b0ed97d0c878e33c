import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await bootApi();
});
afterAll(() => house.close());

const ASKERS: readonly Asker[] = ['guest', 'locked', 'member', 'author', 'editor', 'admin'];
const STAFF: readonly Asker[] = ['author', 'editor', 'admin'];
const EDITORS: readonly Asker[] = ['editor', 'admin'];
const ADMINS: readonly Asker[] = ['admin'];
const NOBODY: readonly Asker[] = [];

interface Row {
  /** Who gets a list at all; what is in it is another matter. */
  readonly read: readonly Asker[];
  readonly create: readonly Asker[];
  /** Update and delete of something that is not there: 404 when one may, 403 when one may not. */
  readonly update: readonly Asker[];
  readonly delete: readonly Asker[];
  /** May change their own only: whether a stranger's is there is not told apart from refusal. */
  readonly own?: readonly Asker[];
}

const TRACE: Row = { read: EDITORS, create: NOBODY, update: NOBODY, delete: NOBODY };

/** Role × operation for every collection; the same table is asked through REST and GraphQL. */
const TABLE: Readonly<Record<string, Row>> = {
  posts: { read: ASKERS, create: STAFF, update: EDITORS, delete: EDITORS, own: ['author'] },
  pages: { read: ASKERS, create: STAFF, update: EDITORS, delete: EDITORS, own: ['author'] },
  tags: { read: ASKERS, create: STAFF, update: EDITORS, delete: EDITORS },
  'tag-groups': { read: ASKERS, create: EDITORS, update: EDITORS, delete: EDITORS },
  snippets: { read: STAFF, create: STAFF, update: STAFF, delete: STAFF },
  comments: { read: ASKERS, create: NOBODY, update: EDITORS, delete: EDITORS },
  newsletters: { read: ASKERS, create: ADMINS, update: EDITORS, delete: ADMINS },
  'editorial-notes': { read: STAFF, create: STAFF, update: EDITORS, delete: EDITORS },
  'menu-nodes': { read: ASKERS, create: EDITORS, update: EDITORS, delete: EDITORS },
  redirects: { read: EDITORS, create: EDITORS, update: EDITORS, delete: EDITORS },
  'link-checks': { read: EDITORS, create: NOBODY, update: NOBODY, delete: EDITORS },
  tiers: { read: ASKERS, create: ADMINS, update: ADMINS, delete: ADMINS },
  relations: { read: ASKERS, create: EDITORS, update: EDITORS, delete: EDITORS },
  likes: TRACE,
  media: { read: ASKERS, create: STAFF, update: STAFF, delete: EDITORS },
  products: { read: ASKERS, create: EDITORS, update: EDITORS, delete: EDITORS },
  events: { read: ASKERS, create: STAFF, update: EDITORS, delete: EDITORS },
  'ticket-types': { read: ASKERS, create: EDITORS, update: EDITORS, delete: EDITORS },
  users: { read: ASKERS, create: ADMINS, update: ADMINS, delete: ADMINS, own: ['member', 'author', 'editor'] },
  pools: TRACE,
  'stock-movements': TRACE,
  payments: TRACE,
  refunds: TRACE,
  orders: { ...TRACE, read: ['member', 'author', 'editor', 'admin'] },
  'order-lines': { ...TRACE, read: ['member', 'author', 'editor', 'admin'] },
  tickets: { ...TRACE, read: ['member', 'author', 'editor', 'admin'] },
  followers: TRACE,
  deliveries: TRACE,
  'inbox-activities': TRACE,
  'blocked-domains': { read: EDITORS, create: EDITORS, update: EDITORS, delete: EDITORS },
  activities: { ...TRACE, read: ADMINS },
  'activity-handlings': { ...TRACE, read: ADMINS },
  mails: { ...TRACE, read: ADMINS, delete: ADMINS },
  'payload-preferences': { read: STAFF, create: NOBODY, update: NOBODY, delete: NOBODY },
  'payload-locked-documents': { read: STAFF, create: STAFF, update: STAFF, delete: STAFF },
  'payload-jobs': { read: ADMINS, create: NOBODY, update: NOBODY, delete: NOBODY },
  'payload-kv': { read: NOBODY, create: NOBODY, update: NOBODY, delete: NOBODY },
  'payload-migrations': { read: NOBODY, create: NOBODY, update: NOBODY, delete: NOBODY },
};

test('the table names every collection there is', () => {
  expect(Object.keys(house.payload.collections).sort()).toEqual(Object.keys(TABLE).sort());
});

const REFUSED = [403, 404, 501];

// Payload gives preferences endpoints of their own; they are asked below.
describe.each(Object.entries(TABLE).filter(([slug]) => slug !== 'payload-preferences'))('%s', (slug, row) => {
  test('is read by those who may', async () => {
    for (const asker of ASKERS) {
      const { status } = await house.rest(asker, 'GET', `/${slug}?limit=1`);
      expect({ asker, refused: REFUSED.includes(status) }).toEqual({ asker, refused: !row.read.includes(asker) });
    }
  });

  test('is created by those who may', async () => {
    for (const asker of ASKERS) {
      const { status } = await house.rest(asker, 'POST', `/${slug}`, {});
      expect({ asker, refused: REFUSED.includes(status) }).toEqual({ asker, refused: !row.create.includes(asker) });
    }
  });

  test('is changed and deleted by those who may', async () => {
    for (const asker of ASKERS) {
      const update = await house.rest(asker, 'PATCH', `/${slug}/${randomUUID()}`, {});
      expect(row.update.includes(asker) ? [404] : row.own?.includes(asker) ? [403, 404] : [403, 501], asker).toContain(update.status);
      const remove = await house.rest(asker, 'DELETE', `/${slug}/${randomUUID()}`);
      expect(row.delete.includes(asker) ? [404] : [403, 501], asker).toContain(remove.status);
    }
  });
});

test('an author changes what they signed and nothing else', async () => {
  const { ids, payload, rest } = house;
  const make = (title: string, authors: string[]) =>
    payload.create({ collection: 'posts', data: { title, slug: '', authors, visibility: 'public', _status: 'published' } });
  const own = await make('Own', [ids.author]);
  const other = await make('Other', [ids.editor]);
  expect((await rest('author', 'PATCH', `/posts/${own.id}`, { title: 'Own, changed' })).status).toBe(200);
  expect((await rest('author', 'PATCH', `/posts/${other.id}`, { title: 'Hacked' })).status).toBe(403);
  expect((await rest('editor', 'PATCH', `/posts/${other.id}`, { title: 'Other, changed' })).status).toBe(200);
});

test('a member changes their own name and neither their roles nor somebody else', async () => {
  const { ids, rest, payload } = house;
  await rest('member', 'PATCH', `/users/${ids.member}`, {
    name: 'Mem',
    roles: ['admin'],
    status: 'active',
    paidUntil: '2099-01-01T00:00:00.000Z',
    tiers: ['gold'],
  });
  const after = await payload.findByID({ collection: 'users', id: ids.member, depth: 0 });
  expect(after).toMatchObject({ name: 'Mem', roles: ['member'] });
  expect(after.paidUntil ?? null).toBeNull();
  expect(after.tiers ?? []).toEqual([]);
  expect((await rest('member', 'PATCH', `/users/${ids.editor}`, { name: 'Hacked' })).status).not.toBe(200);
  expect((await payload.findByID({ collection: 'users', id: ids.editor, depth: 0 })).name).toBe('editor');
});

test('the first-user door is closed once there is a user', async () => {
  const { status } = await house.rest('guest', 'POST', '/users/first-register', {
    email: 'x@example.org',
    password: 'long enough password',
    name: 'x',
  });
  expect(status).toBeGreaterThanOrEqual(400);
});

test('limits and depth are clamped, for staff too', async () => {
  const { payload, rest } = house;
  for (let at = 0; at < 105; at += 1)
    await payload.create({ collection: 'tags', data: { name: `Tag ${at}`, slug: '' }, context: { imported: true } });
  expect((await rest('guest', 'GET', '/tags?limit=0')).body.docs).toHaveLength(100);
  expect((await rest('guest', 'GET', '/tags?pagination=false')).body.docs).toHaveLength(100);
  expect((await rest('guest', 'GET', '/tags?limit=5000')).body.docs).toHaveLength(100);
  expect((await rest('guest', 'GET', '/tags?limit=-1')).body.docs?.length).toBeLessThanOrEqual(100);
  const byGraphql = await house.graphql('guest', '{ Tags(limit: 5000) { docs { id } } }');
  expect((byGraphql.data?.Tags as { docs: unknown[] } | undefined)?.docs).toHaveLength(100);
});
