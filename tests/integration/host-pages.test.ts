import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Viewer } from '../../contracts/shared.ts';
import { createTestDatabase } from './harness.ts';
import { type HostHouse, html, type Page, startHost, until } from './host-house.ts';

const ana: Viewer = { id: '7', email: 'ana@example.org', name: 'Ana', roles: ['member'], paid: false, tiers: [], sid: 's7' };
const bea: Viewer = { id: '8', email: 'bea@example.org', name: 'Bea', roles: ['member'], paid: false, tiers: [], sid: 's8' };
const ed: Viewer = { id: '9', email: 'ed@example.org', name: 'Ed', roles: ['editor'], paid: false, tiers: [], sid: 's9' };
const viewers = { ana, bea, ed };

let databaseUrl: string;
beforeAll(async () => {
  const database = await createTestDatabase();
  ({ databaseUrl } = database);
  return database.drop;
});

let house: HostHouse;
afterEach(() => house.close());

const FRAME =
  '<nav><rose-slot type="nav-tree"></rose-slot></nav><div><rose-slot type="auth-menu"></rose-slot></div><rose-slot type="cart-mini"></rose-slot>';
const fragments = {
  blog: { '/internal/fragments/nav-tree': ({ res }) => html(res, '<a href="/">Home</a>', { tags: ['navigation'] }) },
  account: {
    '/internal/fragments/auth-menu': ({ res, locals }) => html(res, locals.viewer ? `Hello ${locals.viewer.name}` : 'Sign in'),
  },
  cart: {
    '/internal/fragments/cart-mini': ({ res, locals }) => html(res, `basket of ${locals.viewer?.id ?? locals.basketToken ?? 'nobody'}`),
  },
} satisfies Record<string, Record<string, Page>>;

async function start(pages: Record<string, Page>, more: Partial<Parameters<typeof startHost>[0]> = {}) {
  house = await startHost({
    databaseUrl,
    viewers,
    sites: { ...fragments, blog: { ...fragments.blog, ...pages } },
    ...more,
  });
  return house;
}

const renders = (url: string) => house.rendered.filter((entry) => entry === `blog ${url}`).length;

test('a page is rendered once, composed for each reader, and the same bytes in every encoding', async () => {
  await start({ '/a/': ({ res }) => html(res, `<main>${FRAME}</main>`, { tags: ['posts:1'] }) });
  const first = await house.fetch('blog', '/a/');
  expect(first.text).toBe('<main><nav><a href="/">Home</a></nav><div>Sign in</div>basket of nobody</main>');
  const second = await house.fetch('blog', '/a/');
  expect(second.headers['cache-status']).toBe('rose; hit');
  expect(second.text).toBe(first.text);

  const gzip = await house.fetch('blog', '/a/', { headers: { 'accept-encoding': 'gzip' } });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(first.text);
  await until(async () => {
    const br = await house.fetch('blog', '/a/', { headers: { 'accept-encoding': 'gzip, br' } });
    return br.headers['content-encoding'] === 'br' && brotliDecompressSync(br.body).toString() === first.text;
  });

  const member = await house.fetch('blog', '/a/', { headers: { cookie: 'rose_session=ana', 'accept-encoding': 'gzip' } });
  expect(gunzipSync(member.body).toString()).toContain('Hello Ana</div>basket of 7');
  expect(member.headers['cache-control']).toBe('private, no-cache');
  const other = await house.fetch('blog', '/a/', { headers: { cookie: 'rose_session=bea' } });
  expect(other.text).toContain('Hello Bea</div>basket of 8');
  const again = await house.fetch('blog', '/a/', { headers: { cookie: 'rose_session=ana' } });
  expect(again.text).toContain('Hello Ana</div>basket of 7');
  expect(again.headers['cache-status']).toBe('rose; hit');

  const basket = await house.fetch('blog', '/a/', { headers: { cookie: 'rose_basket=0123456789abcdef' } });
  expect(basket.text).toContain('Sign in</div>basket of 0123456789abcdef');
  expect(basket.headers['cache-control']).toBe('private, no-cache');
  // Once for guests, once for members.
  expect(renders('/a/')).toBe(2);
  expect(house.rendered.filter((entry) => entry.includes('nav-tree'))).toHaveLength(1);
});

test('an answer that has not changed is 304, per encoding and per person', async () => {
  await start({ '/a/': ({ res }) => html(res, FRAME, {}) });
  const readers: Record<string, string>[] = [
    {},
    { 'accept-encoding': 'gzip' },
    { cookie: 'rose_session=ana' },
    { cookie: 'rose_session=ana', 'accept-encoding': 'gzip' },
  ];
  for (const headers of readers) {
    const full = await house.fetch('blog', '/a/', { headers });
    const same = await house.fetch('blog', '/a/', { headers: { ...headers, 'if-none-match': full.headers.etag ?? '' } });
    expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, full.headers.etag]);
  }
  const guest = await house.fetch('blog', '/a/');
  const member = await house.fetch('blog', '/a/', { headers: { cookie: 'rose_session=ana', 'if-none-match': guest.headers.etag ?? '' } });
  expect(member.status).toBe(200);
});

test('HEAD says what GET would say', async () => {
  await start({ '/a/': ({ res }) => html(res, FRAME, {}) });
  const get = await house.fetch('blog', '/a/');
  const head = await house.fetch('blog', '/a/', { method: 'HEAD' });
  expect(head.body.length).toBe(0);
  expect([head.headers.etag, head.headers['content-length']]).toEqual([get.headers.etag, get.headers['content-length']]);
});

test('one render per key at a time: those who come meanwhile wait for it', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await start({
    '/slow/': async ({ res }) => {
      await gate;
      html(res, 'slow', {});
    },
  });
  const waiting = Array.from({ length: 5 }, () => house.fetch('blog', '/slow/'));
  await until(() => renders('/slow/') === 1);
  release();
  expect((await Promise.all(waiting)).map((answer) => answer.text)).toEqual(Array(5).fill('slow'));
  expect(renders('/slow/')).toBe(1);
});

test('errors, redirects, cookies, staff and what reads its viewer are never kept', async () => {
  let count = 0;
  await start({
    '/error': ({ res }) => res.writeHead(500, { 'cdn-cache-control': 'max-age=60' }).end(`error ${++count}`),
    '/redirect': ({ res }) => res.writeHead(302, { location: `/${++count}`, 'cdn-cache-control': 'max-age=60' }).end(),
    '/cookie': ({ res }) => res.writeHead(200, { 'set-cookie': 'a=1', 'cdn-cache-control': 'max-age=60' }).end(`cookie ${++count}`),
    '/plain': ({ res }) => html(res, `plain ${++count}`),
    '/staff': ({ res }) => html(res, `staff ${++count}`, {}),
    '/noticed': ({ res, locals }) => html(res, `${locals.viewer?.name} ${++count}`, {}),
  });
  for (const [path, cookie] of [
    ['/error'],
    ['/redirect'],
    ['/cookie'],
    ['/plain'],
    ['/staff', 'rose_session=ed'],
    ['/noticed', 'rose_session=ana'],
  ] as const) {
    const headers: Record<string, string> = cookie ? { cookie } : {};
    const first = await house.fetch('blog', path, { headers });
    const second = await house.fetch('blog', path, { headers });
    expect([path, first.text + first.headers.location]).not.toEqual([path, second.text + second.headers.location]);
    expect(second.headers['cdn-cache-control']).toBeUndefined();
  }
  const bea = await house.fetch('blog', '/noticed', { headers: { cookie: 'rose_session=bea' } });
  expect(bea.text).toContain('Bea');
});

test('readers with other rights get other pages', async () => {
  await start({ '/a/': ({ res, locals }) => html(res, locals.viewer ? 'all of it' : 'a taste', {}) });
  const member = { headers: { cookie: 'rose_session=ana' } };
  expect((await house.fetch('blog', '/a/', member)).text).toBe('all of it');
  expect((await house.fetch('blog', '/a/')).text).toBe('a taste');
  expect((await house.fetch('blog', '/a/', member)).text).toBe('all of it');
  house.host.forgetViewers(['s7']);
  expect((await house.fetch('blog', '/a/', { headers: { cookie: 'rose_session=gone' } })).text).toBe('a taste');
});

test('tracking names are stripped, known names make pages of their own, unknown ones pass the cache', async () => {
  await start({ '/list': ({ res, url }) => html(res, url, {}) });
  expect((await house.fetch('blog', '/list?utm_source=x')).text).toBe('/list');
  expect((await house.fetch('blog', '/list')).headers['cache-status']).toBe('rose; hit');
  expect((await house.fetch('blog', '/list?tag=b&page=2&fbclid=1')).text).toBe('/list?page=2&tag=b');
  expect((await house.fetch('blog', '/list?page=2&tag=b')).headers['cache-status']).toBe('rose; hit');
  expect((await house.fetch('blog', '/list?x=1')).text).toBe('/list?x=1');
  expect((await house.fetch('blog', '/list?x=1')).headers['cache-status']).toBe('rose; fwd=bypass');
});

test('a stale page is served while one new one is made', async () => {
  let version = 1;
  await start({ '/a/': ({ res }) => html(res, `version ${version}`, { maxAge: 1, swr: 60 }) });
  await house.fetch('blog', '/a/');
  version = 2;
  await until(async () => (await house.fetch('blog', '/a/')).text === 'version 2');
  expect(renders('/a/')).toBe(2);
});

test('a fragment that fails or is late is empty, and its emptiness is not kept', async () => {
  let healthy = false;
  house = await startHost({
    databaseUrl,
    sites: {
      blog: {
        '/a/': ({ res }) =>
          html(
            res,
            '<p><rose-slot type="nav-tree"></rose-slot>|<rose-slot type="auth-menu"></rose-slot>|<rose-slot type="no-such"></rose-slot></p>',
            {},
          ),
        '/internal/fragments/nav-tree': ({ res }) => (healthy ? html(res, 'tree') : res.writeHead(500).end('broken')),
      },
      account: { '/internal/fragments/auth-menu': ({ res }) => (healthy ? html(res, 'menu') : undefined) },
    },
  });
  expect((await house.fetch('blog', '/a/')).text).toBe('<p>||</p>');
  expect((await house.fetch('blog', '/a/')).text).toBe('<p>||</p>');
  healthy = true;
  await until(async () => (await house.fetch('blog', '/a/')).text.startsWith('<p>tree|'));
});

test('slots are filled on pages that are not kept, and on the 404 page of a site', async () => {
  await start({
    '/form': ({ res }) => html(res, '<rose-slot type="nav-tree"></rose-slot>'),
    '/404': ({ res }) => res.writeHead(404, { 'content-type': 'text/html' }).end('Not here. <rose-slot type="nav-tree"></rose-slot>'),
  });
  expect((await house.fetch('blog', '/form', { headers: { 'accept-encoding': 'br, gzip' } })).headers['content-encoding']).toBe('gzip');
  expect((await house.fetch('blog', '/form')).text).toBe('<a href="/">Home</a>');
  const missing = await house.fetch('blog', '/nowhere');
  expect([missing.status, missing.text]).toEqual([404, 'Not here. <a href="/">Home</a>']);
});

test('a purge drops pages and fragments by tag; a render begun before it is not kept', async () => {
  let version = 1;
  let release = () => {};
  let gate = Promise.resolve();
  await start({
    '/a/': ({ res }) => html(res, `version ${version}`, { tags: ['posts:1', 'posts'] }),
    '/b/': async ({ res }) => {
      const read = version;
      await gate;
      html(res, `version ${read}`, { tags: ['posts:2'] });
    },
  });
  const purge = async (tags: string[]) => {
    const { rows } = await house.sql.query('insert into cache_purges (tags) values ($1) returning seq', [tags]);
    await house.host.announcePurge(BigInt(rows[0].seq));
  };
  await house.fetch('blog', '/a/');
  version = 2;
  await purge(['posts:2']);
  expect((await house.fetch('blog', '/a/')).text).toBe('version 1');
  await purge(['posts:1']);
  expect((await house.fetch('blog', '/a/')).text).toBe('version 2');
  version = 3;
  await purge(['site:blog']);
  expect((await house.fetch('blog', '/a/')).text).toBe('version 3');

  gate = new Promise<void>((resolve) => (release = resolve));
  const early = house.fetch('blog', '/b/');
  await until(() => renders('/b/') === 1);
  version = 4;
  await purge(['posts:2']);
  release();
  expect((await early).text).toBe('version 3');
  expect((await house.fetch('blog', '/b/')).text).toBe('version 4');
});

test('a soft purge shows the old page while one new one is made, a hard one never', async () => {
  let version = 1;
  await start({ '/a/': ({ res }) => html(res, `version ${version}`, { tags: ['posts:1', 'posts'] }) });
  const purge = async (tags: string[], soft: string[]) => {
    const { rows } = await house.sql.query('insert into cache_purges (tags, soft) values ($1, $2) returning seq', [tags, soft]);
    await house.host.announcePurge(BigInt(rows[0].seq));
  };
  const read = async () => (await house.fetch('blog', '/a/')).text;
  await read();
  version = 2;
  await purge(['posts:2', 'posts'], ['posts']);
  await until(async () => (await read()) === 'version 2', 1000);
  expect(renders('/a/')).toBe(2);
  version = 3;
  await purge(['posts:1', 'posts'], ['posts']);
  expect(await read()).toBe('version 3');
});

test('guests do not wait for a fragment that has run out, whose basket it is does', async () => {
  let release = () => {};
  let gate = Promise.resolve();
  house = await startHost({
    databaseUrl,
    sites: {
      blog: { '/a/': ({ res }) => html(res, '<p><rose-slot type="cart-mini"></rose-slot></p>', {}) },
      cart: {
        '/internal/fragments/cart-mini': async ({ res, locals }) => {
          await gate;
          html(res, `basket of ${locals.basketToken ?? 'nobody'}`);
        },
      },
    },
  });
  const basket = { headers: { cookie: 'rose_basket=0123456789abcdef' } };
  await house.fetch('blog', '/a/');
  await house.fetch('blog', '/a/', basket);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 11_000);
  try {
    gate = new Promise<void>((resolve) => (release = resolve));
    expect((await house.fetch('blog', '/a/')).text).toBe('<p>basket of nobody</p>');
    // Late, so it is empty this once; an old basket is never shown.
    expect((await house.fetch('blog', '/a/', basket)).text).toBe('<p></p>');
  } finally {
    release();
    clock.mockRestore();
  }
});

test('who has sent a form sees what they changed on the next page, and nothing is made anew for others', async () => {
  const counts = new Map<string, number>();
  const made: string[] = [];
  house = await startHost({
    databaseUrl,
    sites: {
      blog: { '/a/': ({ res }) => html(res, '<p><rose-slot type="cart-mini"></rose-slot></p>', {}) },
      cart: {
        '/add/': ({ res, locals }) => {
          const whose = locals.basketToken ?? '';
          counts.set(whose, (counts.get(whose) ?? 0) + 1);
          res.writeHead(303, { location: '/basket/' }).end();
        },
        '/internal/fragments/cart-mini': ({ res, locals }) => {
          const whose = locals.basketToken ?? 'nobody';
          made.push(whose);
          html(res, `${counts.get(whose) ?? 0}`);
        },
      },
    },
  });
  const [mine, other] = ['0123456789abcdef', 'fedcba9876543210'].map((token) => `rose_basket=${token}`);
  const read = async (cookie = '') => (await house.fetch('blog', '/a/', { headers: { cookie } })).text;
  expect([await read(), await read(mine), await read(other)]).toEqual(['<p>0</p>', '<p>0</p>', '<p>0</p>']);
  const origin = `http://cart.rose.localhost:${house.port}`;
  const sent = await house.fetch('cart', '/add/', { method: 'POST', headers: { cookie: mine ?? '', origin } });
  expect(sent.status).toBe(303);
  expect([await read(), await read(mine), await read(other)]).toEqual(['<p>0</p>', '<p>1</p>', '<p>0</p>']);
  expect(made).toEqual(['nobody', '0123456789abcdef', 'fedcba9876543210', '0123456789abcdef']);
});

test('a fragment that was being made when the form came is not shown after it; what was refused makes nothing anew', async () => {
  let count = 0;
  let gate = Promise.resolve();
  let release = () => {};
  const made: number[] = [];
  house = await startHost({
    databaseUrl,
    sites: {
      blog: { '/a/': ({ res }) => html(res, '<p><rose-slot type="cart-mini"></rose-slot></p>', {}) },
      cart: {
        '/add/': ({ res }) => {
          count += 1;
          res.writeHead(303, { location: '/basket/' }).end();
        },
        '/refuse/': ({ res }) => res.writeHead(400, { 'content-type': 'text/plain' }).end('No.'),
        '/internal/fragments/cart-mini': async ({ res }) => {
          const then = count;
          made.push(then);
          await gate;
          html(res, String(then));
        },
      },
    },
  });
  const { port, fetch } = house;
  const headers = { cookie: 'rose_basket=0123456789abcdef', origin: `http://cart.rose.localhost:${port}` };
  const read = async () => (await fetch('blog', '/a/', { headers: { cookie: headers.cookie } })).text;
  gate = new Promise<void>((resolve) => (release = resolve));
  const before = read();
  await until(() => made.length === 1, 1000);
  expect((await fetch('cart', '/add/', { method: 'POST', headers })).status).toBe(303);
  gate = Promise.resolve();
  expect(await read()).toBe('<p>1</p>');
  release();
  await before;
  expect(await read()).toBe('<p>1</p>');
  expect((await fetch('cart', '/refuse/', { method: 'POST', headers })).status).toBe(400);
  expect(await read()).toBe('<p>1</p>');
  expect(made).toEqual([0, 1]);
});
