import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Pool } from 'pg';
import type { Identity, Mount } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';
import type { Role, SiteName } from '../../contracts/shared.ts';
import type { Env } from '../../env.ts';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import { createFragmentAsker } from '../fragments/ask.ts';
import { createFragments } from '../fragments/fragments.ts';
import { createPeers, toPeerUrl } from '../fragments/peers.ts';
import { createGenerations } from '../page-cache/generations.ts';
import { createPageCache } from '../page-cache/page-cache.ts';
import { createPurges } from '../page-cache/purges.ts';
import type { View } from '../page-views.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { createHosts } from './hosts.ts';
import { createPageServer, type Visit } from './page-server.ts';
import { readHead } from './request-head.ts';
import { createRouter, type SiteApp } from './router.ts';
import { createSiteRenderer } from './sites.ts';
import { boundBody, LONGEST_BODY_MS } from './slow-bodies.ts';
import { createSubjects } from './subjects.ts';
import { toView } from './views.ts';

export interface HostOptions {
  env: Pick<Env, 'mode' | 'domain' | 'port' | 'publicScheme' | 'secret' | 'trustedProxies' | 'databaseUrl'> & {
    readonly sumup?: Env['sumup'];
    readonly previousSecret?: Env['previousSecret'];
  };
  roles: readonly Role[];
  /** The sites that run in this process. */
  sites: ReadonlyMap<SiteName, SiteApp>;
  mounts: readonly Mount[];
  findViewer: Identity['findViewer'];
  /** Calls back with the ids of sessions that ended. */
  onRevoked?: Identity['onRevoked'];
  /**
   * A guest arrives from another host of ours: true when it was answered (a redirect to ask
   * silently who it is). Nothing else comes before the page cache.
   */
  onGuestVisit?: (visit: { req: IncomingMessage; res: ServerResponse; site: SiteName }) => Promise<boolean>;
  /** A reader looked at a page; see docs/admin.md. */
  onView?: (view: View) => void;
  /** Hears the tags of each purge before pages are made anew: for what services keep in this process. */
  onPurge?: (tags: readonly string[]) => void;
  services: Services;
  cache: CacheClient;
  /** Next's request handler, with Payload's admin; null when the role `cms` runs elsewhere. */
  cms: ((req: IncomingMessage, res: ServerResponse) => void | Promise<void>) | null;
  /** The socket of Next's development server. */
  cmsUpgrade?: ((req: IncomingMessage, socket: Duplex, head: Buffer) => unknown) | null;
  /** Payload's REST and GraphQL under `/api`. */
  api: FetchHandler | null;
  log: Log;
  sql: Pool;
  /** Beside database and cache, for `/readyz`: each throws when it is not well. */
  checks?: Readonly<Record<string, () => Promise<unknown>>>;
}

export interface Host {
  readonly server: Server;
  handler(req: IncomingMessage, res: ServerResponse): void;
  /** Resolves with the port, which the system picks when 0 is asked for. */
  listen(port: number, address?: string): Promise<number>;
  /** Lets answers under way finish, for at most five seconds. */
  close(): Promise<void>;
  /** After the commit of `recordPurge`. */
  announcePurge(seq: bigint): Promise<void>;
  forgetViewers(sids: readonly string[]): void;
}

/** The running process as the network sees it; pages from the cache are answered before anything else. */
export function createHost(options: HostOptions): Host {
  const { env, sites, cache, log, sql } = options;
  // Longer than a proxy keeps idle connections, or it would write into one that is being closed.
  const server = createServer({ keepAliveTimeout: 75_000, headersTimeout: 60_000, requestTimeout: LONGEST_BODY_MS });
  const generations = createGenerations(cache);
  const subjects = createSubjects(options.findViewer);
  options.onRevoked?.((sids) => subjects.forget(sids));
  const peers = createPeers({ sql, roles: options.roles, log });
  const here = new Set(sites.keys());
  const upgraded = new Set<Duplex>();
  let serving: Serving | null = null;

  /** What depends on our own addresses, which are known once the port is. */
  function prepare(port: number) {
    const hosts = createHosts(env, port);
    const { origins } = hosts;
    const handlers = new Map([...sites].map(([site, app]) => [site, app.handler]));
    const renderSite = createSiteRenderer({ handlers, services: options.services, origins });
    const asker = createFragmentAsker({ renderSite, here, peers, secret: env.secret, previousSecret: env.previousSecret, origins, cache });
    const fragments = createFragments({ cache, generations, log, ask: asker.ask });
    const pages = createPageCache({ cache, generations, log });
    const isOwn = (host: string) => hosts.find(host) !== undefined;
    const onView = ({ req, site }: Visit) => {
      const view = options.onView && toView(req, site, isOwn);
      if (view) options.onView?.(view);
    };
    const router = createRouter({
      ...options,
      hosts,
      asker,
      subjects,
      pageServer: (security) => createPageServer({ subjects, pages, fragments, renderSite, security, log, onView }),
    });
    const purge = (tags: readonly string[], soft: readonly string[]) => {
      options.onPurge?.([...tags, ...soft]);
      fragments.purge(tags, soft);
      pages.purge(tags, soft);
    };
    const purges = createPurges({ sql, cache, generations, purge, log });
    return { hosts, asker, purges, router };
  }
  type Serving = ReturnType<typeof prepare>;

  function ready(port = env.port): Serving {
    serving ??= prepare(port);
    return serving;
  }

  function handler(req: IncomingMessage, res: ServerResponse) {
    const { hosts, router } = ready();
    const head = readHead(req);
    if (head.hasBody) boundBody(req, res);
    const place = hosts.find(head.host);
    if (place?.site && (req.method === 'GET' || req.method === 'HEAD')) {
      const visit = { req, res, head, place, site: place.site };
      const asksFirst = head.sameSiteVisit && options.onGuestVisit !== undefined && !subjects.peek(place.site, head.cookie)?.viewer;
      if (!asksFirst && router.serveNow(visit)) return;
    }
    router.route({ req, res, head, place });
  }
  server.on('request', handler);
  server.on('upgrade', (req, socket, head) => {
    const isCms = ready().hosts.find(req.headers.host ?? '')?.name === 'cms';
    // Vite's browser side then goes to its own port.
    if (!isCms || !options.cmsUpgrade) return void socket.destroy();
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    options.cmsUpgrade(req, socket, head);
  });

  return {
    server,
    handler,
    async listen(port, address) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, ...(address === undefined ? {} : { host: address }) }, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const actual = (server.address() as AddressInfo).port;
      const { purges } = ready(env.port === 0 ? actual : env.port);
      await Promise.all([purges.start(), peers.start(toPeerUrl(env.databaseUrl, actual))]);
      return actual;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Neither idle nor under way to the server, and kept open for as long as a browser shows the admin.
      for (const socket of upgraded) socket.destroy();
      const force = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearTimeout(force);
      await peers.close();
      await serving?.purges.close();
      await serving?.asker.close();
    },
    announcePurge: (seq) => ready().purges.announce(seq),
    forgetViewers: (sids) => subjects.forget(sids),
  };
}
