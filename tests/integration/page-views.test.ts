import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Viewer } from '../../contracts/shared.ts';
import { createLog } from '../../platform/log.ts';
import { createPageViews, forgetPageViews, type PageViews, type View } from '../../server/page-views.ts';
import { createTestDatabase } from './harness.ts';
import { type HostHouse, html, startHost } from './host-house.ts';

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const person = (roles: Viewer['roles']): Viewer => ({ id: 'a', email: 'a@example.org', name: 'A', roles, paid: false, tiers: [] });

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: Pool;
let views: PageViews;
let house: HostHouse;
const seen: View[] = [];
/** Renders of the fragment and views, in order. */
const events: ('menu' | 'view')[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  sql = new Pool({ connectionString: database.databaseUrl, max: 4 });
  sql.on('error', () => {});
  views = createPageViews({ sql, log: createLog({ level: 'silent' }) });
  house = await startHost({
    databaseUrl: database.databaseUrl,
    viewers: { mem: person(['member']), ed: person(['editor']) },
    sites: {
      blog: {
        '/kept/': ({ res }) => html(res, '<p>kept</p>', { tags: ['posts'] }),
        '/slots/': ({ res }) => html(res, '<rose-slot type="auth-menu"></rose-slot>', { tags: ['posts'] }),
        '/own/': ({ res }) => html(res, '<p>mine</p>'),
        '/feed.xml': ({ res }) => {
          res.writeHead(200, { 'content-type': 'application/rss+xml', 'cdn-cache-control': 'max-age=60' });
          res.end('<rss/>');
        },
      },
      account: {
        '/internal/fragments/auth-menu': ({ res }) => {
          events.push('menu');
          html(res, 'menu');
        },
      },
    },
    more: {
      onView: (view) => {
        seen.push(view);
        events.push('view');
      },
    },
  });
});
afterAll(async () => {
  await house.close();
  await sql.end();
  await database.drop();
});
beforeEach(async () => {
  seen.length = 0;
  await sql.query('delete from page_views');
});

const rows = async () =>
  (await sql.query('select site, path, referrer_host, views from page_views order by site, path, referrer_host')).rows as unknown[];

test('the host tells of each page that a reader gets: by render, from the cache, not modified, as guest and as member', async () => {
  const first = await house.fetch('blog', '/kept/', { headers: BROWSER });
  const hit = await house.fetch('blog', '/kept/?utm_source=x', { headers: { ...BROWSER, referer: 'https://example.org/x' } });
  expect(hit.headers['cache-status']).toContain('hit');
  const etag = String(hit.headers.etag ?? first.headers.etag);
  expect((await house.fetch('blog', '/kept/', { headers: { ...BROWSER, 'if-none-match': etag } })).status).toBe(304);
  await house.fetch('blog', '/kept/', { headers: { ...BROWSER, cookie: 'rose_session=mem' } });
  expect(seen).toEqual([
    { site: 'blog', path: '/kept/', referrerHost: '' },
    { site: 'blog', path: '/kept/', referrerHost: 'example.org' },
    { site: 'blog', path: '/kept/', referrerHost: '' },
    { site: 'blog', path: '/kept/', referrerHost: '' },
  ]);
});

test('a view is told when the page is made whole for its reader', async () => {
  events.length = 0;
  const read = (cookie?: string) => house.fetch('blog', '/slots/', { headers: { ...BROWSER, ...(cookie ? { cookie } : {}) } });
  await read();
  await read('rose_session=mem');
  expect(events).toEqual(['menu', 'view', 'menu', 'view']);
});

test('feeds, pages of one reader alone, missing pages, editors and programs are not told of', async () => {
  for (let time = 0; time < 2; time += 1) {
    await house.fetch('blog', '/feed.xml', { headers: BROWSER });
    await house.fetch('blog', '/own/', { headers: BROWSER });
    await house.fetch('blog', '/nowhere/', { headers: BROWSER });
    await house.fetch('blog', '/kept/', { headers: { ...BROWSER, cookie: 'rose_session=ed' } });
    await house.fetch('blog', '/kept/', { headers: { 'user-agent': 'curl/8.5.0' } });
    await house.fetch('blog', '/kept/', { headers: { ...BROWSER, 'sec-gpc': '1' } });
  }
  expect(seen).toEqual([]);
});

test('counts are added up in memory and to what is written already, by several processes at once', async () => {
  const other = createPageViews({ sql, log: createLog({ level: 'silent' }) });
  for (let at = 0; at < 40; at += 1) {
    views.count({ site: 'blog', path: `/p${at % 4}/`, referrerHost: '' });
    other.count({ site: 'blog', path: `/p${3 - (at % 4)}/`, referrerHost: at % 2 ? 'example.org' : '' });
  }
  await Promise.all([views.flush(), other.flush()]);
  views.count({ site: 'blog', path: '/p0/', referrerHost: '' });
  await views.close();
  const found = await rows();
  expect(found).toContainEqual({ site: 'blog', path: '/p0/', referrer_host: '', views: 11 });
  expect(found).toContainEqual({ site: 'blog', path: '/p0/', referrer_host: 'example.org', views: 10 });
  const { rows: sums } = await sql.query('select sum(views)::int as views from page_views');
  expect(sums).toEqual([{ views: 81 }]);
});

test('a made-up referrer cannot fill the table, nor can a long address', async () => {
  const bounded = createPageViews({ sql, log: createLog({ level: 'silent' }) });
  for (let at = 0; at < 1500; at += 1) bounded.count({ site: 'blog', path: '/kept/', referrerHost: `h${at}.example.org` });
  bounded.count({ site: 'blog', path: `/${'x'.repeat(400)}/`, referrerHost: '' });
  await bounded.close();
  const found = await rows();
  expect(found).toHaveLength(1002);
  expect(found).toContainEqual({ site: 'blog', path: '/kept/', referrer_host: '*', views: 500 });
  expect(found).toContainEqual({ site: 'blog', path: '*', referrer_host: '', views: 1 });
});

test('made-up referrers over many pages cannot fill it either; the pages are still counted', async () => {
  const bounded = createPageViews({ sql, log: createLog({ level: 'silent' }) });
  for (let page = 0; page < 100; page += 1) {
    for (let at = 0; at < 300; at += 1) bounded.count({ site: 'blog', path: `/p${page}/`, referrerHost: `h${at}.example.org` });
  }
  bounded.count({ site: 'blog', path: '/p99/', referrerHost: '' });
  // Known already, so it is no new row.
  bounded.count({ site: 'blog', path: '/p0/', referrerHost: 'h0.example.org' });
  await bounded.close();
  const { rows: found } = await sql.query(
    `select count(*)::int as rows, sum(views)::int as views, sum(views) filter (where referrer_host = '*')::int as rest from page_views`,
  );
  expect(found).toEqual([{ rows: 20_000 + 34 + 1, views: 30_002, rest: 10_000 }]);
  expect(await rows()).toContainEqual({ site: 'blog', path: '/p0/', referrer_host: 'h0.example.org', views: 2 });
  expect(await rows()).toContainEqual({ site: 'blog', path: '/p99/', referrer_host: '*', views: 300 });
});

test('what cannot be written waits for the next time', async () => {
  const views = createPageViews({ sql, log: createLog({ level: 'silent' }) });
  views.count({ site: 'market', path: '/', referrerHost: '' });
  await sql.query('alter table page_views rename to page_views_away');
  await views.flush();
  await sql.query('alter table page_views_away rename to page_views');
  expect(await rows()).toEqual([]);
  views.count({ site: 'market', path: '/', referrerHost: '' });
  await views.close();
  expect(await rows()).toEqual([{ site: 'market', path: '/', referrer_host: '', views: 2 }]);
});

test('days long gone are forgotten', async () => {
  await sql.query(`insert into page_views values (current_date - 401, 'blog', '/', '', 1), (current_date - 399, 'blog', '/', '', 1)`);
  await forgetPageViews(sql).run();
  expect(await rows()).toHaveLength(1);
});
