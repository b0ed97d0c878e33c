import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import type { Mount } from '../../contracts/doors.ts';
import type { SiteName } from '../../contracts/shared.ts';
import type { FragmentAsker } from '../fragments/ask.ts';
import { setAdminPolicies } from './admin-policy.ts';
import { type Assets, readAssets } from './assets.ts';
import { toDoorway } from './doorway.ts';
import { sendError, sendProblem, toStatusProblem } from './errors.ts';
import { sendByFetch } from './fetch-handler.ts';
import { createForwarding } from './forwarded.ts';
import { type Check, sendHealth } from './health.ts';
import type { HostOptions } from './host.ts';
import type { Hosts, Place } from './hosts.ts';
import { isOwnOrigin, isUnsafe } from './origin.ts';
import type { PageServer, Visit } from './page-server.ts';
import { type RequestHead, wantsPage } from './request-head.ts';
import { type SecurityHeaders, toSecurityHeaders } from './security-headers.ts';
import type { SiteHandler } from './sites.ts';
import type { Subjects } from './subjects.ts';

/** A site as it was built. */
export interface SiteApp {
  readonly handler: SiteHandler;
  /** `dist/<site>/client`; absent in development, where Vite serves files. */
  readonly clientDir?: string;
}

/** What the cache could not answer at once; `place` is undefined for a host that is not ours. */
export interface Arrival {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly head: RequestHead;
  readonly place: Place | undefined;
}

export interface Router {
  serveNow(visit: Visit): boolean;
  route(arrival: Arrival): void;
}

type RouterOptions = HostOptions & {
  hosts: Hosts;
  asker: FragmentAsker;
  subjects: Subjects;
  pageServer: (security: (site: SiteName) => SecurityHeaders) => PageServer;
};

const FOREIGN = toStatusProblem(403, 'This form was sent from another site. Open the page it belongs to and send it from there.');

/** Sends a request on its way: health, mounts, files, then whatever lives at its host. */
export function createRouter(options: RouterOptions): Router {
  const { env, hosts, asker, subjects, sites, log } = options;
  const securityByHost = new Map(
    Object.keys(hosts.origins).map((name) => [name, toSecurityHeaders(env, name as Place['name'], hosts.origins)]),
  );
  const security = (name: Place['name']) => securityByHost.get(name) ?? toSecurityHeaders(env, name, hosts.origins);
  const pages = options.pageServer(security);
  const rewriteForwarded = createForwarding(env.trustedProxies);
  const doorway = toDoorway(hosts.origins);
  const checks: Record<string, Check> = {
    database: () => options.sql.query('select 1'),
    cache: () => options.cache.ping(),
    ...options.checks,
  };
  const assets = new Map<SiteName, Promise<Assets>>();
  for (const [site, { clientDir }] of sites) if (clientDir !== undefined) assets.set(site, readAssets(clientDir));
  const mounts = [...options.mounts].filter((mount) => options.roles.includes(mount.role)).sort((a, b) => b.path.length - a.path.length);
  const arrivals = new WeakMap<IncomingMessage, Arrival>();

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((req, res, next) => {
    const arrival = arrivals.get(req);
    if (!arrival) throw new Error('A request came past the door.');
    answer({ ...arrival, req, res }).catch(next);
  });
  app.use((error: unknown, req: IncomingMessage, res: ServerResponse, _next: () => void) => sendError(req, res, error, log));

  async function answer(arrival: Arrival): Promise<void> {
    const { req, res, head, place } = arrival;
    if (await sendHealth({ req, res, checks })) return;
    if (!place) return sendProblem(req, res, toStatusProblem(421));
    if (!req.url?.startsWith('/')) return sendProblem(req, res, toStatusProblem(400));
    rewriteForwarded(req, place);
    setHeaders(res, security(place.name).common);

    if (place.site && req.url.startsWith('/internal/')) {
      if (!(await asker.answer(place.site, req, res))) sendProblem(req, res, toStatusProblem(404));
      return;
    }
    const isForeign = isUnsafe(req.method) && !isOwnOrigin(req, place, hosts.origins);
    for (const mount of mounts) {
      if (!isMountedAt(mount, place, req.url)) continue;
      // Asked for each: a mount that takes foreign requests may pass one on to what does not.
      if (isForeign && !mount.crossOrigin) return sendProblem(req, res, FOREIGN);
      if (!(await isPassedOn(mount, req, res))) return;
    }
    if (isForeign) return sendProblem(req, res, FOREIGN);
    if (place.site && (await isGuestAnswered(arrival, place.site))) return;
    if (place.site) return answerSite({ req, res, head, place, site: place.site });
    if (place.name === 'cms') return answerCms(arrival, place);
    res.setHeader('content-security-policy', security('home').strict);
    if (req.url !== '/' || (req.method !== 'GET' && req.method !== 'HEAD')) return sendProblem(req, res, toStatusProblem(404));
    res.setHeader('content-type', 'text/html; charset=utf-8');
    res.setHeader('cache-control', 'public, max-age=300');
    res.end(req.method === 'HEAD' ? undefined : doorway);
  }

  async function isGuestAnswered({ req, res, head }: Arrival, site: SiteName): Promise<boolean> {
    if (!head.sameSiteVisit || !options.onGuestVisit || (req.method !== 'GET' && req.method !== 'HEAD') || !wantsPage(head.accept))
      return false;
    if ((await subjects.find(site, head.cookie)).viewer) return false;
    return options.onGuestVisit({ req, res, site });
  }

  async function answerSite(visit: Visit): Promise<void> {
    const { req, res, site } = visit;
    if (!sites.has(site)) return sendProblem(req, res, toStatusProblem(421));
    if (await (await assets.get(site))?.send(req, res)) return;
    await pages.serve(visit);
  }

  async function answerCms({ req, res }: Arrival, place: Place): Promise<void> {
    res.setHeader('content-security-policy', security('cms').strict);
    const isApi = /^\/api(\/|\?|$)/.test(req.url ?? '');
    if (isApi && options.api) return sendByFetch({ handler: options.api, place, req, res });
    if (!options.cms) return sendProblem(req, res, toStatusProblem(421));
    setAdminPolicies(req, res, { base: security('cms').base, mode: env.mode, origins: hosts.origins });
    await options.cms(req, res);
  }

  return {
    serveNow: pages.serveNow,
    route(arrival) {
      arrivals.set(arrival.req, arrival);
      app(arrival.req as express.Request, arrival.res as express.Response);
    },
  };
}

/** True when the handler called `next`, false when it answered; its errors are ours. */
function isPassedOn(mount: Mount, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  return new Promise((resolve, reject) => {
    res.once('close', () => resolve(false));
    Promise.resolve(mount.handler(req, res, (error) => (error === undefined ? resolve(true) : reject(error)))).catch(reject);
  });
}

function isMountedAt({ host, path }: Mount, place: Place, url: string): boolean {
  if (host !== '*' && host !== place.name) return false;
  if (path === '/' || path === '') return true;
  if (!url.startsWith(path)) return false;
  const after = url[path.length];
  return after === undefined || after === '/' || after === '?' || path.endsWith('/');
}

function setHeaders(res: ServerResponse, headers: readonly string[]) {
  for (let at = 0; at + 1 < headers.length; at += 2) res.setHeader(headers[at] ?? '', headers[at + 1] ?? '');
}
