import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import type { Services } from '../../contracts/services.ts';
import type { SiteName, Viewer } from '../../contracts/shared.ts';
import { type CacheClient, createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { createHost, type Host, type HostOptions } from '../../server/host/host.ts';
import type { SiteHandler, SiteLocals } from '../../server/host/sites.ts';

export type Page = (visit: { req: IncomingMessage; res: ServerResponse; locals: SiteLocals; url: string }) => unknown;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

export interface HostHouse {
  host: Host;
  port: number;
  sql: Pool;
  /** Renders per site and URL, in order. */
  rendered: string[];
  fetch(site: string, path: string, options?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer>;
  close(): Promise<void>;
}

/** What a page of a site does here: HTML, and what it says about keeping it. */
export function html(res: ServerResponse, text: string, keep?: { maxAge?: number; swr?: number; tags?: string[] }) {
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    ...(keep
      ? {
          'cdn-cache-control': `max-age=${keep.maxAge ?? 60}, stale-while-revalidate=${keep.swr ?? 0}`,
          'cache-tag': (keep.tags ?? []).join(','),
        }
      : {}),
  });
  res.end(text);
}

/** A real host on a real port and database; the sites are given as plain functions by path. */
export async function startHost(options: {
  databaseUrl: string;
  sites: Partial<Record<SiteName, Record<string, Page>>>;
  viewers?: Record<string, Viewer>;
  cache?: CacheClient;
  more?: Partial<HostOptions>;
  domain?: string;
  /** Of the addresses; processes of one house behind one proxy share it. */
  publicPort?: number;
}): Promise<HostHouse> {
  const sql = new Pool({ connectionString: options.databaseUrl, max: 4 });
  sql.on('error', () => {});
  const rendered: string[] = [];
  const toHandler =
    (site: SiteName, pages: Record<string, Page>): SiteHandler =>
    async (req, res, next, locals) => {
      const url = req.url ?? '';
      const page = pages[url.split('?')[0] ?? ''];
      if (!page) return next();
      rendered.push(`${site} ${url}`);
      await page({ req, res, locals, url });
    };
  const sites = new Map(
    Object.entries(options.sites).map(([site, pages]) => [site as SiteName, { handler: toHandler(site as SiteName, pages) }]),
  );
  const host = createHost({
    env: {
      mode: 'test',
      domain: options.domain ?? 'rose.localhost',
      port: options.publicPort ?? 0,
      publicScheme: 'http',
      secret: 'a secret of the tests that is long enough',
      trustedProxies: [],
      databaseUrl: options.databaseUrl,
    },
    roles: [...sites.keys(), 'cms', 'worker'],
    sites,
    mounts: [],
    findViewer: async ({ cookie }) =>
      Object.entries(options.viewers ?? {}).find(([value]) => cookie?.includes(`rose_session=${value}`))?.[1] ?? null,
    // The sites of this test call no service.
    services: {} as Services,
    cache: options.cache ?? createMemoryCache(),
    cms: null,
    api: null,
    log: createLog({ level: 'silent' }),
    sql,
    ...options.more,
  });
  const port = await host.listen(0, '127.0.0.1');
  return {
    host,
    port,
    sql,
    rendered,
    fetch: async (site, path, { method = 'GET', headers = {}, body } = {}) => {
      const name = site === '' ? 'rose.localhost' : `${site}.rose.localhost`;
      const request = http.request({
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { host: `${name}:${options.publicPort ?? port}`, accept: 'text/html', ...headers },
        agent: false,
      });
      request.end(body);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      return { status: response.statusCode ?? 0, headers: response.headers, body: bytes, text: bytes.toString() };
    },
    close: async () => {
      await host.close();
      await sql.end();
    },
  };
}

/** Tries until it holds, for at most `ms`. */
export async function until(isSo: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Not so after ${ms} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
