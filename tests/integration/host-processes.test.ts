import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SiteName, Viewer } from '../../contracts/shared.ts';
import { sign } from '../../core/signing.ts';
import { createRedisCache } from '../../platform/cache.redis.ts';
import { type CacheClient, createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { createTestDatabase } from './harness.ts';
import { type HostHouse, html, type Page, startHost, until } from './host-house.ts';
import { hasRedis, NO_REDIS, startRedis, type TestRedis } from './redis.ts';

const ana: Viewer = { id: '7', email: 'ana@example.org', name: 'Ana', roles: ['member'], paid: false, tiers: [], sid: 's7' };
const SECRET = 'a secret of the tests that is long enough';
const PORT = 3000;

let databaseUrl: string;
beforeAll(async () => {
  const database = await createTestDatabase();
  ({ databaseUrl } = database);
  return database.drop;
});

const open: { close(): Promise<void> }[] = [];
let redis: TestRedis | null = null;
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  await redis?.stop();
  redis = null;
});

async function startOne(sites: Partial<Record<SiteName, Record<string, Page>>>, cache: CacheClient): Promise<HostHouse> {
  const house = await startHost({
    databaseUrl,
    sites,
    cache,
    viewers: { ana },
    publicPort: PORT,
    more: { roles: Object.keys(sites) as SiteName[] },
  });
  open.push({ close: () => cache.close() }, house);
  return house;
}

async function purge(house: HostHouse, tags: string[]): Promise<bigint> {
  const { rows } = await house.sql.query('insert into cache_purges (tags) values ($1) returning seq', [tags]);
  return BigInt(rows[0].seq);
}

const authMenu: Page = ({ res, locals }) =>
  html(res, locals.viewer ? `Hello ${locals.viewer.name} &amp; co` : 'Sign in', { tags: ['people'] });
const page: Page = ({ res }) => html(res, '<p><rose-slot type="auth-menu"></rose-slot></p>', {});
const ways = ['without Redis', 'with Redis'] as const;

describe.each(ways)('two processes %s', (way) => {
  beforeEach(async ({ skip }) => {
    if (way === 'with Redis' && !hasRedis) skip(NO_REDIS);
    if (way === 'with Redis') redis = await startRedis();
  });
  const createCache = () => (redis ? createRedisCache({ url: redis.url, log: createLog({ level: 'silent' }) }) : createMemoryCache());

  test('a fragment is the same bytes by page, by endpoint and by cache, from this process or another', async () => {
    const owner = await startOne({ account: { '/internal/fragments/auth-menu': authMenu, '/here': page } }, createCache());
    const blog = await startOne({ blog: { '/a/': page } }, createCache());
    for (const cookie of ['rose_session=ana', 'theme=dark']) {
      const headers = { cookie };
      const expected = cookie.includes('ana') ? '<p>Hello Ana &amp; co</p>' : '<p>Sign in</p>';
      expect((await owner.fetch('account', '/here', { headers })).text).toBe(expected);
      // The first answer may come while the fragment is late; the next has it.
      await until(async () => (await blog.fetch('blog', '/a/', { headers })).text === expected);
      expect((await blog.fetch('blog', '/a/', { headers })).text).toBe(expected);
    }
    const { id } = (await owner.sql.query(`select id from process_peers where roles = '{account}'`)).rows[0];
    const byEndpoint = await ask(owner, { peer: id, viewer: ana });
    expect(byEndpoint.text).toBe('Hello Ana &amp; co');
  });

  test('the endpoint is closed to whoever does not sign, and to what was signed once before', async () => {
    const owner = await startOne({ account: { '/internal/fragments/auth-menu': authMenu } }, createCache());
    const { id } = (await owner.sql.query(`select id from process_peers where roles = '{account}'`)).rows[0];
    expect((await owner.fetch('account', '/internal/fragments/auth-menu')).status).toBe(404);
    expect((await owner.fetch('account', '/internal/anything')).status).toBe(404);

    const nonce = `${id}.${randomUUID()}`;
    expect((await ask(owner, { peer: id, nonce })).text).toBe('Sign in');
    expect((await ask(owner, { peer: id, nonce })).status).toBe(404);
    expect((await ask(owner, { peer: randomUUID() })).status).toBe(404);
    expect((await ask(owner, { peer: id, time: Date.now() - 61_000 })).status).toBe(404);
    expect((await ask(owner, { peer: id, secret: 'another secret that is long enough too' })).status).toBe(404);
    expect((await ask(owner, { peer: id, path: '/internal/fragments/cart-mini' })).status).toBe(404);
  });

  test('an error of the owner is an empty 200, and says so', async () => {
    const owner = await startOne(
      { account: { '/internal/fragments/auth-menu': ({ res }) => res.writeHead(500).end('broken') } },
      createCache(),
    );
    const { id } = (await owner.sql.query(`select id from process_peers where roles = '{account}'`)).rows[0];
    const answer = await ask(owner, { peer: id });
    expect([answer.status, answer.text, answer.headers['x-rose-fragment'], answer.headers['cache-control']]).toEqual([
      200,
      '',
      'failed',
      'no-store',
    ]);
  });

  test('a purge reaches the other process, by message or, when that is lost, by the sequence', async () => {
    let version = 1;
    const pages = { '/a/': (({ res }) => html(res, `version ${version}`, { tags: ['posts:1'] })) satisfies Page };
    const one = await startOne({ blog: pages }, createCache());
    const two = await startOne({ blog: pages }, createCache());
    const read = async () => [(await one.fetch('blog', '/a/')).text, (await two.fetch('blog', '/a/')).text];
    expect(await read()).toEqual(['version 1', 'version 1']);
    version = 2;
    expect(await read()).toEqual(['version 1', 'version 1']);
    await one.host.announcePurge(await purge(one, ['posts:1']));
    await until(async () => (await two.fetch('blog', '/a/')).text === 'version 2', 1000);
    expect(await read()).toEqual(['version 2', 'version 2']);

    version = 3;
    await purge(one, ['posts:1']);
    // Nobody announced it, as when the worker was killed between commit and message.
    await until(async () => (await read()).join() === 'version 3,version 3');

    version = 4;
    const { rows } = await one.sql.query(`insert into cache_purges (tags, soft) values ('{posts:1}', '{posts:1}') returning seq`);
    await one.host.announcePurge(BigInt(rows[0].seq));
    await until(async () => (await read()).join() === 'version 4,version 4', 1500);
  });
});

test('a listener whose connection broke finds what it missed, and hears again', async () => {
  let version = 1;
  const pages = { '/a/': (({ res }) => html(res, `version ${version}`, { tags: ['posts:1'] })) satisfies Page };
  const one = await startOne({ blog: pages }, createMemoryCache());
  const two = await startOne({ blog: pages }, createMemoryCache());
  const listeners = async () =>
    (await one.sql.query(`select pid from pg_stat_activity where query = 'listen rose_purge' and datname = current_database()`)).rows.map(
      ({ pid }) => pid,
    );
  await one.fetch('blog', '/a/');
  const before = await listeners();
  await one.sql.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [before]);
  version = 2;
  await purge(one, ['posts:1']);
  await until(async () => (await one.fetch('blog', '/a/')).text === 'version 2');
  await until(async () => (await listeners()).filter((pid) => !before.includes(pid)).length === 2);
  version = 3;
  await two.host.announcePurge(await purge(two, ['posts:1']));
  await until(async () => (await one.fetch('blog', '/a/')).text === 'version 3', 1000);
});

describe('a shared cache', () => {
  beforeEach(async ({ skip }) => {
    if (!hasRedis) skip(NO_REDIS);
    redis = await startRedis();
  });
  const createCache = () => createRedisCache({ url: redis?.url ?? '', log: createLog({ level: 'silent' }) });
  const count = (house: HostHouse) => house.rendered.filter((entry) => entry === 'blog /a/').length;

  test('a page rendered by one process serves in another, and not after a purge', async () => {
    let version = 1;
    const pages = { '/a/': (({ res }) => html(res, `version ${version}`, { tags: ['posts:1'] })) satisfies Page };
    const one = await startOne({ blog: pages }, createCache());
    const two = await startOne({ blog: pages }, createCache());
    await one.fetch('blog', '/a/');
    await until(async () => (await createOnce(redis?.url ?? '', (cache) => cache.get('page:blog guest /a/'))) !== null);
    expect((await two.fetch('blog', '/a/')).text).toBe('version 1');
    expect([count(one), count(two)]).toEqual([1, 0]);

    version = 2;
    await one.host.announcePurge(await purge(one, ['posts:1']));
    // A third process starts with nothing but what is shared.
    const three = await startOne({ blog: pages }, createCache());
    expect((await three.fetch('blog', '/a/')).text).toBe('version 2');
  });

  test('without its Redis a process goes on alone, and purges reach it still', async () => {
    let version = 1;
    const pages = { '/a/': (({ res }) => html(res, `version ${version}`, { tags: ['posts:1'] })) satisfies Page };
    const one = await startOne({ blog: pages }, createCache());
    await one.fetch('blog', '/a/');
    const port = redis?.port ?? 0;
    await redis?.stop();
    expect((await one.fetch('blog', '/a/')).text).toBe('version 1');
    version = 2;
    await purge(one, ['posts:1']);
    await until(async () => (await one.fetch('blog', '/a/')).text === 'version 2', 10_000);
    redis = await startRedis(port);
    const two = await startOne({ blog: pages }, createCache());
    expect((await two.fetch('blog', '/a/')).text).toBe('version 2');
  });
});

async function createOnce<T>(url: string, work: (cache: CacheClient) => Promise<T>): Promise<T> {
  const cache = createRedisCache({ url, log: createLog({ level: 'silent' }) });
  try {
    return await work(cache);
  } finally {
    await cache.close();
  }
}

/** Asks a process for its sign-in menu, signed as another process would. */
function ask(
  house: HostHouse,
  { peer, ...given }: { peer: string; viewer?: Viewer; nonce?: string; time?: number; secret?: string; path?: string },
) {
  const host = `account.rose.localhost:${PORT}`;
  const viewer = given.viewer ? Buffer.from(JSON.stringify({ viewer: given.viewer, basketToken: null })).toString('base64url') : '';
  const parts = {
    method: 'GET',
    host,
    path: '/internal/fragments/auth-menu',
    query: '',
    viewer,
    time: given.time ?? Date.now(),
    nonce: given.nonce ?? `${peer}.${randomUUID()}`,
  };
  return house.fetch('account', given.path ?? parts.path, {
    headers: {
      'x-rose-viewer': viewer,
      'x-rose-time': String(parts.time),
      'x-rose-nonce': parts.nonce,
      'x-rose-signature': sign(parts, given.secret ?? SECRET),
    },
  });
}
