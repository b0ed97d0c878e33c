import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Mount } from '../../contracts/doors.ts';
import { createTestDatabase } from './harness.ts';
import { type HostHouse, html, startHost } from './host-house.ts';

let databaseUrl: string;
beforeAll(async () => {
  const database = await createTestDatabase();
  ({ databaseUrl } = database);
  return database.drop;
});

let house: HostHouse;
afterEach(() => house.close());

test('hosts that are not ours are refused, sites that run elsewhere too', async () => {
  house = await startHost({ databaseUrl, sites: { blog: { '/': ({ res }) => html(res, 'blog') } } });
  expect((await house.fetch('blog', '/')).text).toBe('blog');
  for (const host of ['evil.example', 'rose.localhost.evil.example', 'x.rose.localhost', '127.0.0.1']) {
    expect([host, (await house.fetch('blog', '/', { headers: { host } })).status]).toEqual([host, 421]);
  }
  const elsewhere = await house.fetch('market', '/', { headers: { accept: 'application/json' } });
  expect(elsewhere.status).toBe(421);
  expect(elsewhere.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(elsewhere.text)).toMatchObject({ type: 'about:blank', status: 421 });
  expect((await house.fetch('blog', '/', { headers: { host: 'BLOG.rose.localhost.' } })).text).toBe('blog');
});

test('health is told at every host, readiness by what it needs', async () => {
  let migrated = true;
  house = await startHost({
    databaseUrl,
    sites: {},
    more: {
      checks: {
        migrations: async () => {
          if (!migrated) throw new Error('behind');
        },
      },
    },
  });
  expect((await house.fetch('', '/healthz', { headers: { host: '10.0.0.1' } })).status).toBe(200);
  const ready = await house.fetch('market', '/readyz');
  expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { ready: true, database: 'ok', cache: 'ok', migrations: 'ok' }]);
  migrated = false;
  const behind = await house.fetch('market', '/readyz');
  expect([behind.status, JSON.parse(behind.text)]).toEqual([503, { ready: false, database: 'ok', cache: 'ok', migrations: 'failing' }]);
});

test('the bare domain is a doorway to the six sites', async () => {
  house = await startHost({ databaseUrl, sites: {} });
  const { text, headers } = await house.fetch('', '/');
  for (const site of ['blog', 'market', 'cart', 'events', 'federation', 'account']) {
    expect(text).toContain(`href="http://${site}.rose.localhost:${house.port}/"`);
  }
  expect(headers['content-security-policy']).toContain("object-src 'none'");
  expect((await house.fetch('', '/else')).status).toBe(404);
});

test('an unsafe request needs the origin of the very host it goes to', async () => {
  const all: Mount = { role: 'cart', host: 'cart', path: '/', crossOrigin: true, handler: (_req, _res, next) => next() };
  const hook: Mount = { role: 'cart', host: 'cart', path: '/hook', crossOrigin: true, handler: (_req, res) => void res.end('hooked') };
  house = await startHost({
    databaseUrl,
    sites: {
      cart: {
        '/': async ({ req, res }) => {
          const chunks: Buffer[] = [];
          for await (const chunk of req) chunks.push(chunk as Buffer);
          html(res, `${req.method} ${Buffer.concat(chunks).toString()}`);
        },
      },
    },
    more: { mounts: [all, hook], api: async (request) => new Response(`${request.method} ${await request.text()}`) },
  });
  const origin = (site: string) => `http://${site}.rose.localhost:${house.port}`;
  const post = (site: string, to: string, headers: Record<string, string>) =>
    house.fetch(site, to, { method: 'POST', body: 'a=1', headers });

  expect((await post('cart', '/', { origin: origin('cart') })).text).toBe('POST a=1');
  for (const headers of [
    {},
    { origin: origin('market') },
    { origin: 'null' },
    { origin: `${origin('cart')}.evil.example` },
    { origin: `${origin('cart')}/` },
  ] as Record<string, string>[]) {
    expect([headers, (await post('cart', '/', headers)).status]).toEqual([headers, 403]);
  }
  expect((await post('cart', '/hook/sumup', {})).text).toBe('hooked');
  expect((await post('cart', '/hooked', {})).status).toBe(403);

  const basket = async (from: string) => (await post('cart', '/basket/add?x=1', { origin: from })).status;
  expect([await basket(origin('market')), await basket(origin('cms')), await basket('http://evil.example')]).toEqual([404, 403, 403]);
  expect((await post('cart', '/basket/add/more', { origin: origin('market') })).status).toBe(403);

  expect((await post('cms', '/api/posts', { authorization: 'Bearer x' })).text).toBe('POST a=1');
  expect((await post('cms', '/api/posts', { cookie: 'payload-token=x', origin: origin('blog') })).status).toBe(403);
  expect((await post('cms', '/api/posts', { cookie: 'payload-token=x', origin: origin('cms') })).text).toBe('POST a=1');
});

test('mounts stand before the site, the longest first, and may pass on; those of other roles are not here', async () => {
  const seen: string[] = [];
  const mount = (at: string, role: Mount['role'], passes: boolean): Mount => ({
    role,
    host: '*',
    path: at,
    handler: (req, res, next) => {
      seen.push(`${at} ${req.url}`);
      if (passes) next();
      else res.end(at);
    },
  });
  house = await startHost({
    databaseUrl,
    sites: { blog: { '/a/b': ({ res }) => html(res, 'site') } },
    more: {
      mounts: [
        mount('/', 'blog', true),
        mount('/a', 'blog', true),
        mount('/a/c', 'blog', false),
        mount('/a/b', 'events', false),
        { role: 'blog', host: 'blog', path: '/broken', handler: () => Promise.reject(new Error('a bug')) },
        {
          role: 'blog',
          host: 'blog',
          path: '/refused',
          handler: (_req, _res, next) => next(Object.assign(new Error('The basket is empty.'), { status: 409 })),
        },
      ],
    },
  });
  expect((await house.fetch('blog', '/a/b?x=1')).text).toBe('site');
  expect(seen).toEqual(['/a /a/b?x=1', '/ /a/b?x=1']);
  expect((await house.fetch('blog', '/a/c/d')).text).toBe('/a/c');
  expect((await house.fetch('blog', '/ab')).status).toBe(404);
  const broken = await house.fetch('blog', '/broken', { headers: { accept: '*/*' } });
  expect([broken.status, broken.text.includes('a bug')]).toEqual([500, false]);
  const refused = await house.fetch('blog', '/refused');
  expect([refused.status, refused.headers['content-type'], refused.text.includes('The basket is empty.')]).toEqual([
    409,
    'text/html; charset=utf-8',
    true,
  ]);
});

test('programs that want JSON reach the mounts, not a cached page', async () => {
  house = await startHost({
    databaseUrl,
    sites: { blog: { '/a/': ({ res }) => html(res, 'page', {}) } },
    more: {
      mounts: [
        {
          role: 'blog',
          host: 'blog',
          path: '/',
          handler: (req, res, next) => (req.headers.accept?.includes('activity+json') ? void res.end('{}') : next()),
        },
      ],
    },
  });
  expect((await house.fetch('blog', '/a/')).text).toBe('page');
  expect((await house.fetch('blog', '/a/', { headers: { accept: 'application/activity+json' } })).text).toBe('{}');
  expect((await house.fetch('blog', '/a/')).headers['cache-status']).toBe('rose; hit');
});

test('forwarded headers are the word of the host, unless a trusted proxy brings them', async () => {
  const page = {
    '/': ({ req, res }: { req: import('node:http').IncomingMessage; res: import('node:http').ServerResponse }) =>
      html(res, JSON.stringify(req.headers)),
  };
  const forged = {
    'x-forwarded-for': '6.6.6.6, 7.7.7.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=6.6.6.6',
    'x-real-ip': '6.6.6.6',
  };
  house = await startHost({ databaseUrl, sites: { blog: page } });
  const untrusted = JSON.parse((await house.fetch('blog', '/', { headers: forged })).text);
  expect(untrusted).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': `blog.rose.localhost:${house.port}`,
  });
  expect([untrusted.forwarded, untrusted['x-real-ip']]).toEqual([undefined, undefined]);
  await house.close();

  house = await startHost({
    databaseUrl,
    sites: { blog: page },
    more: {
      env: {
        mode: 'test',
        domain: 'rose.localhost',
        port: 3000,
        publicScheme: 'https',
        secret: 's'.repeat(32),
        trustedProxies: ['127.0.0.0/8', '7.7.7.0/24'],
        databaseUrl,
      },
    },
  });
  const trusted = JSON.parse((await house.fetch('blog', '/', { headers: forged })).text);
  expect(trusted).toMatchObject({ 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'blog.rose.localhost' });
});

test('files of a site are served compressed, for good when their name has a hash', async () => {
  const clientDir = await mkdtemp(path.join(tmpdir(), 'rose-client-'));
  await mkdir(path.join(clientDir, '_astro'));
  const style = 'body { color: black }\n'.repeat(100);
  await writeFile(path.join(clientDir, '_astro/page.abc.css'), style);
  await writeFile(path.join(clientDir, '_astro/page.abc.css.br'), brotliCompressSync(style));
  await writeFile(path.join(clientDir, 'big one.bin'), Buffer.alloc(600_000, 7));
  house = await startHost({
    databaseUrl,
    sites: {},
    more: { sites: new Map([['blog', { handler: (_req, _res, next) => next(), clientDir }]]) },
  });
  const css = await house.fetch('blog', '/_astro/page.abc.css', { headers: { 'accept-encoding': 'br' } });
  expect(brotliDecompressSync(css.body).length).toBe(2200);
  expect(css.headers).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
    'x-content-type-options': 'nosniff',
  });
  const plain = await house.fetch('blog', '/_astro/page.abc.css', { headers: { 'accept-encoding': 'gzip' } });
  expect([plain.text, plain.headers['content-encoding']]).toEqual([style, undefined]);
  const same = await house.fetch('blog', '/_astro/page.abc.css', { headers: { 'if-none-match': css.headers.etag ?? '' } });
  expect(same.status).toBe(304);
  const big = await house.fetch('blog', '/big%20one.bin');
  expect([big.body.length, big.headers['cache-control']]).toEqual([600_000, 'public, max-age=300']);
  expect((await house.fetch('blog', '/_astro/../../../etc/passwd')).status).toBe(404);
  expect((await house.fetch('blog', '/_astro/..%2fpage')).status).toBe(404);
  await rm(clientDir, { recursive: true });
});

test('a guest who comes from another of our hosts may be asked who it is, before the cache and only then', async () => {
  const visits: string[] = [];
  house = await startHost({
    databaseUrl,
    viewers: { ana: { id: '7', email: 'a@example.org', name: 'Ana', roles: ['member'], paid: false, tiers: [] } },
    sites: { blog: { '/a/': ({ res }) => html(res, 'page', {}) } },
    more: {
      mounts: [{ role: 'blog', host: 'blog', path: '/auth/callback', handler: (_req, res) => void res.end('signed in') }],
      onGuestVisit: async ({ req, res }) => {
        visits.push(String(req.headers.cookie));
        if (req.headers.cookie?.includes('asked=1')) return false;
        res.writeHead(302, { location: 'http://federation.rose.localhost/' }).end();
        return true;
      },
    },
  });
  const own = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' };
  await house.fetch('blog', '/a/');
  expect((await house.fetch('blog', '/a/')).text).toBe('page');
  expect((await house.fetch('blog', '/a/', { headers: { ...own, 'sec-fetch-site': 'cross-site' } })).text).toBe('page');
  expect((await house.fetch('blog', '/a/', { headers: { ...own, cookie: 'rose_session=ana' } })).text).toBe('page');
  expect((await house.fetch('blog', '/auth/callback?code=1', { headers: own })).text).toBe('signed in');
  expect(visits).toEqual([]);
  expect((await house.fetch('blog', '/a/', { headers: own })).status).toBe(302);
  expect((await house.fetch('blog', '/a/', { headers: { ...own, cookie: 'asked=1' } })).text).toBe('page');
  expect(visits).toEqual(['undefined', 'asked=1']);
});
