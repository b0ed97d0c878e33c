import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCalendar } from '../../collections/blog/calendar.ts';
import { findFigures } from '../../collections/shared/admin/figures.ts';
import { findWaiting } from '../../collections/shared/admin/waiting.ts';
import { listScheduled } from '../../collections/shared/schedule.ts';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';

let house: ApiHouse;
let ids: { draft: string; changed: string; scheduled: string; dated: string };

beforeAll(async () => {
  house = await bootApi();
  const { payload } = house;
  const sql = payload.db.pool;
  const post = (title: string, more: object) =>
    payload.create({ collection: 'posts', data: { title, slug: '', visibility: 'public', ...more } as never, depth: 0 });
  const out = await post('Out', { _status: 'published', publishedAt: '2026-02-28T23:30:00.000Z' });
  const draft = await post('A draft', { _status: 'draft' });
  const changed = await post('Out, being changed', { _status: 'published' });
  await payload.update({ collection: 'posts', id: changed.id, draft: true, data: { title: 'Being changed' } });
  const scheduled = await post('Scheduled', { _status: 'draft' });
  await payload.jobs.queue({
    task: 'schedulePublish',
    input: { type: 'publish', doc: { relationTo: 'posts', value: scheduled.id } } as never,
    waitUntil: new Date('2126-12-05T19:30:00Z'),
  });
  const dated = await post('Dated', { _status: 'published', publishedAt: '2126-12-06T08:00:00.000Z' });
  ids = { draft: draft.id, changed: changed.id, scheduled: scheduled.id, dated: dated.id };

  for (let at = 0; at < 6; at += 1) {
    await payload.create({
      collection: 'comments',
      data: { text: `Comment ${at}`, status: at < 5 ? 'pending' : 'published', post: out.id },
    });
  }
  await payload.create({ collection: 'editorial-notes', data: { text: 'Is this so?', about: { relationTo: 'posts', value: out.id } } });
  await sql.query(`
    with placed as (
      insert into orders (number, state, total, currency, email, payee, placed_at, paid_at, token, created_at, updated_at) values
        ('1001', 'paid', 620, 'GBP', 'a@example.org', 'coop', now(), now(), 't1', now(), now()),
        ('1002', 'paid', 620, 'GBP', 'a@example.org', 'coop', now() - interval '20 days', now() - interval '20 days', 't2', now(), now()),
        ('1003', 'paid', 620, 'GBP', 'a@example.org', 'coop', now(), now(), 't3', now(), now()),
        ('1004', 'refund_due', 620, 'GBP', 'a@example.org', 'coop', now(), now(), 't4', now(), now())
      returning id, number
    )
    insert into order_lines (order_id, position, title, quantity, unit_price, total, currency, kind, sellable_id, tax_basis_points)
    select id, 0, 'Bread', 2, 310, 620, 'GBP', (case number when '1003' then 'ticket' else 'product' end)::enum_order_lines_kind, 's', 0 from placed
  `);
  await sql.query(`
    insert into deliveries (seq, site, activity_type, activity_id, host, inbox, state, last_error)
    values (1, 'blog', 'Create', 'urn:1', 'far.example', 'https://far.example/inbox', 'dead', 'refused'),
      (2, 'blog', 'Create', 'urn:2', 'far.example', 'https://far.example/inbox', 'delivered', null);
    insert into mails (recipient, subject, state, message_id, last_error) values ('a@example.org', 'Your order', 'failed', '<m@x>', 'no such box');
    update activity_handlings set state = 'dead', last_error = 'broke' where id = (select id from activity_handlings limit 1);
    insert into media (alt, filename, mime_type) values ('', 'bread.jpg', 'image/jpeg'), ('A loaf', 'loaf.jpg', 'image/jpeg'), ('', 'rules.pdf', 'application/pdf');
  `);
});
afterAll(() => house.close());

async function waiting(asker: Asker) {
  const user = asker === 'guest' ? null : await house.payload.findByID({ collection: 'users', id: house.ids[asker], depth: 0 });
  return findWaiting(house.payload, user);
}

const STAFF = { notes: 1, drafts: 2, scheduled: 2, media: 1 };
const EDITORS = { ...STAFF, orders: 1, refunds: 1, comments: 5, deliveries: 1 };

test.each<[Asker, Record<string, number>]>([
  ['guest', {}],
  ['locked', {}],
  ['member', {}],
  ['author', STAFF],
  ['editor', EDITORS],
  ['admin', { ...EDITORS, mails: 1, handlings: 1 }],
])('%s is told of what waits for them, and of nothing else', async (asker, expected) => {
  const found = await waiting(asker);
  expect(Object.fromEntries(found.map(({ key, count }) => [key, count]))).toEqual(expected);
});

test('the first few are named, in the order in which they wait', async () => {
  const byKey = new Map((await waiting('admin')).map((kind) => [kind.key, kind]));
  expect(byKey.get('comments')?.items.map(({ title }) => title)).toEqual(['Comment 0', 'Comment 1', 'Comment 2', 'Comment 3']);
  expect(byKey.get('orders')?.items[0]).toMatchObject({ collection: 'orders', title: '1001', note: '2 × Bread' });
  expect(
    byKey
      .get('drafts')
      ?.items.map(({ id, note }) => `${id} ${note}`)
      .sort(),
  ).toEqual([`${ids.draft} not out yet`, `${ids.changed} changes to what is out`].sort());
  expect(byKey.get('scheduled')?.items.map(({ id, at }) => `${id} ${at}`)).toEqual([
    `${ids.scheduled} 2126-12-05T19:30:00Z`,
    `${ids.dated} 2126-12-06T08:00:00Z`,
  ]);
  expect(byKey.get('media')?.items[0]?.title).toBe('bread.jpg');
});

test('the link of each kind leads to a list of as many', async () => {
  for (const { key, href, count } of await waiting('admin')) {
    const [, collection, query] = /^\/collections\/([a-z-]+)\?(.*)$/.exec(href) ?? [];
    // The calendar is no list; orders are packed within a fortnight, and a list of drafts has those that are scheduled.
    if (!collection || key === 'orders' || key === 'drafts') continue;
    const { body } = await house.rest('admin', 'GET', `/${collection}?${query}&limit=100&depth=0`);
    expect({ key, count: body.totalDocs }).toEqual({ key, count });
  }
});

test('all of it is one statement', async () => {
  const statements: string[] = [];
  const { pool } = house.payload.db;
  const query = pool.query;
  pool.query = ((...args: unknown[]) => {
    statements.push(String((args[0] as { text?: string }).text ?? args[0]));
    return Reflect.apply(query, pool, args);
  }) as typeof pool.query;
  try {
    await findWaiting(house.payload, { roles: ['admin'] });
  } finally {
    pool.query = query;
  }
  expect(statements).toHaveLength(1);
});

test('scheduled is what goes out by its schedule, by its date, and under its newest title', async () => {
  expect(await listScheduled(house.payload, 'posts')).toEqual([ids.scheduled, ids.dated]);
  expect(await listScheduled(house.payload, 'pages')).toEqual([]);
  await house.payload.update({ collection: 'posts', id: ids.scheduled, draft: true, data: { title: 'Scheduled, with a better title' } });
  const next = (await waiting('editor')).find(({ key }) => key === 'scheduled');
  expect(next?.items.map(({ title, note }) => `${title}: ${note}`)).toEqual([
    'Scheduled, with a better title: goes out',
    'Dated: goes out by its date',
  ]);
});

test('a draft of changes to what will be taken back is still a draft that waits', async () => {
  await house.payload.jobs.queue({
    task: 'schedulePublish',
    input: { type: 'unpublish', doc: { relationTo: 'posts', value: ids.changed } } as never,
    waitUntil: new Date('2126-12-07T08:00:00Z'),
  });
  const byKey = new Map((await waiting('editor')).map((kind) => [kind.key, kind]));
  expect(byKey.get('drafts')?.items.map(({ id }) => id)).toContain(ids.changed);
  expect(byKey.get('scheduled')?.items.map(({ id, note }) => `${id} ${note}`)).toContain(`${ids.changed} is taken back`);
  expect(await listScheduled(house.payload, 'posts'), 'what is taken back does not go out').not.toContain(ids.changed);
});

test('the calendar has what went out and what will, on the clock of the site', async () => {
  const ask = (from: string, to: string) => listCalendar(house.payload, { from, to, timeZone: 'Europe/London' });
  const far = await ask('2126-12-01', '2127-01-01');
  expect(far.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    `${ids.scheduled} scheduled`,
    `${ids.dated} scheduled`,
    `${ids.changed} unpublish`,
  ]);
  expect((await ask('2026-02-28', '2026-03-01')).map(({ title, kind }) => `${title} ${kind}`)).toEqual(['Out published']);
  const inBerlin = await listCalendar(house.payload, { from: '2026-02-28', to: '2026-03-01', timeZone: 'Europe/Berlin' });
  expect(inBerlin, 'half past eleven in London is the next day in Berlin').toEqual([]);
});

test('figures have every day, pages and referrers by their views', async () => {
  await house.payload.db.pool.query(`
    with today as (select (now() at time zone 'Europe/London')::date as day)
    insert into page_views select day - back, site, path, host, views from today, (values
      (0, 'blog', '/a/', '', 3), (0, 'blog', '/a/', 'example.org', 2), (1, 'blog', '/b/', 'far.example', 1), (27, 'market', '/', '', 4), (28, 'blog', '/a/', '', 100)
    ) as v (back, site, path, host, views)`);
  const figures = await findFigures(house.payload, { days: 28 });
  expect(figures.days).toHaveLength(28);
  expect(figures.days.map(({ views }) => views)).toEqual([4, ...Array.from({ length: 25 }, () => 0), 1, 5]);
  expect(figures.total).toBe(10);
  expect(figures.pages).toEqual([
    { site: 'blog', path: '/a/', views: 5 },
    { site: 'market', path: '/', views: 4 },
    { site: 'blog', path: '/b/', views: 1 },
  ]);
  expect(figures.referrers).toEqual([
    { host: 'example.org', views: 2 },
    { host: 'far.example', views: 1 },
  ]);
  const one = await findFigures(house.payload, { days: 28, page: { site: 'blog', path: '/b/' } });
  expect({ total: one.total, pages: one.pages.length }).toEqual({ total: 1, pages: 1 });
});
