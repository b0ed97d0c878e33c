import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { type HostName, SITE_NAMES, type SiteName, toAccessClass, type Viewer } from '../../contracts/shared.ts';
import { sign } from '../../core/signing.ts';
import { ROLES } from '../../env.ts';
import { createApi } from '../../server/api.ts';
import { ensureBuilt, listTargets } from '../../server/build.ts';
import { createHost } from '../../server/host/host.ts';
import type { SiteApp } from '../../server/host/router.ts';
import { loadSites } from '../../server/load-sites.ts';
import { choosePort } from '../../server/port.ts';
import { bootTest } from '../integration/harness.ts';

export const READERS = ['guest', 'member', 'paid', 'tier', 'editor'] as const;
export type Reader = (typeof READERS)[number];

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

export type WholeHouse = Awaited<ReturnType<typeof openWholeHouse>>;

const PASSWORD = 'correct horse battery';
const PAID_UNTIL = '2099-01-01T00:00:00.000Z';

/**
 * Everything that `npm start` opens, but the admin: the shipped sites and the API on the real host,
 * and one person of each kind. How a session becomes a viewer is told elsewhere; here the cookie names them.
 */
export async function openWholeHouse({ wrap = (_site, app) => app }: { wrap?: (site: SiteName, app: SiteApp) => SiteApp } = {}) {
  const port = await choosePort(0);
  const house = await bootTest({ PORT: String(port) });
  const { env, payload, services, cache, log } = house;
  await ensureBuilt({ root: env.root, targets: listTargets(SITE_NAMES) });
  const built = await loadSites({ root: env.root, dev: false, names: SITE_NAMES });
  const people = new Map<Reader, { id: string; token: string }>();
  for (const reader of READERS.filter((name) => name !== 'guest')) {
    const email = `${reader}@example.org`;
    const user = await payload.create({
      collection: 'users',
      data: {
        email,
        password: PASSWORD,
        name: reader,
        slug: '',
        roles: [reader === 'editor' ? 'editor' : 'member'],
        status: 'active',
        ...(reader === 'paid' || reader === 'tier' ? { paidUntil: PAID_UNTIL } : {}),
        ...(reader === 'tier' ? { tiers: ['gold'] } : {}),
      },
    });
    const { token } = await payload.login({ collection: 'users', data: { email, password: PASSWORD } });
    people.set(reader, { id: user.id, token: token ?? '' });
  }
  const viewerOf = async (reader: Reader): Promise<Viewer | null> => {
    const userId = people.get(reader)?.id;
    return userId === undefined ? null : services.account.findViewer({ userId });
  };
  const host = createHost({
    env,
    roles: [...ROLES],
    sites: new Map([...built.apps].map(([site, app]) => [site, wrap(site, app)])),
    mounts: house.mounts,
    findViewer: async ({ cookie }) => viewerOf(READERS.find((reader) => cookie?.includes(`rose_session=${reader}`)) ?? 'guest'),
    services,
    cache,
    cms: null,
    api: createApi(import('../../payload.config.ts').then((module) => module.default)),
    log,
    sql: payload.db.pool,
  });
  await host.listen(port, '127.0.0.1');

  async function ask(name: HostName, path: string, { method = 'GET', headers = {}, body = '' }: Partial<Asked> = {}): Promise<Answer> {
    const address = { host: '127.0.0.1', port, agent: false } as const;
    const request = http.request({ ...address, path, method, headers: { host: `${name}.${env.domain}:${port}`, ...headers } });
    request.end(body);
    const [response]: IncomingMessage[] = await once(request, 'response');
    if (!response) throw new Error(`${path} was not answered`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    return { status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString() };
  }

  const api = async (reader: Reader, path: string, query?: string): Promise<Record<string, unknown>> => {
    const token = people.get(reader)?.token;
    const { text } = await ask('cms', path, {
      ...(query === undefined ? {} : { method: 'POST', body: JSON.stringify({ query }) }),
      headers: { accept: 'application/json', 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) },
    });
    return JSON.parse(text);
  };

  return {
    ...house,
    ask,
    viewerOf,
    accessOf: async (reader: Reader) => toAccessClass(await viewerOf(reader)),
    idOf: (reader: Reader) => people.get(reader)?.id ?? null,
    /** A page as a browser asks for it, uncompressed. */
    page: (site: SiteName, path: string, reader: Reader) =>
      ask(site, path, {
        headers: { accept: 'text/html', ...(reader === 'guest' ? {} : { cookie: `rose_session=${reader}` }) },
      }),
    rest: (reader: Reader, path: string) => api(reader, `/api${path}`),
    graphql: (reader: Reader, query: string) => api(reader, '/api/graphql', query),
    /** A fragment as another process of ours asks for it. */
    async fragment(site: SiteName, type: string, params: string, reader: Reader): Promise<Answer> {
      const { rows } = await payload.db.pool.query<{ id: string }>(
        'select id::text as id from process_peers order by seen_at desc limit 1',
      );
      const viewer = await viewerOf(reader);
      const parts = {
        method: 'GET',
        host: `${site}.${env.domain}:${port}`,
        path: `/internal/fragments/${type}`,
        query: params,
        viewer: viewer ? Buffer.from(JSON.stringify({ viewer, basketToken: null })).toString('base64url') : '',
        time: Date.now(),
        nonce: `${rows[0]?.id}.${crypto.randomUUID()}`,
      };
      return ask(site, `${parts.path}${params === '' ? '' : `?${params}`}`, {
        headers: {
          'x-rose-viewer': parts.viewer,
          'x-rose-time': String(parts.time),
          'x-rose-nonce': parts.nonce,
          'x-rose-signature': sign(parts, env.secret),
        },
      });
    },
    close: async () => {
      await host.close();
      await built.close();
      await house.close();
    },
  };
}

interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}
