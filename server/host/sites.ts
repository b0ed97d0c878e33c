import { type IncomingHttpHeaders, IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Services } from '../../contracts/services.ts';
import type { HostName, SiteName, Viewer } from '../../contracts/shared.ts';
import { type CaptureResult, captureResponse } from './capture.ts';
import type { Subject } from './subjects.ts';
import { within } from './within.ts';

/** What `Astro.locals` holds on every site. */
export interface SiteLocals {
  services: Services;
  viewer: Viewer | null;
  basketToken: string | null;
  site: SiteName;
  /** Of this site, without slash at the end. */
  origin: string;
  origins: Readonly<Record<HostName, string>>;
}

/** As @astrojs/node makes it in middleware mode; Vite's in development. */
export type SiteHandler = (
  req: IncomingMessage,
  res: ServerResponse,
  next: (error?: unknown) => void,
  locals: SiteLocals,
) => void | Promise<void>;

export interface SiteRequest {
  readonly site: SiteName;
  readonly url: string;
  readonly subject: Subject;
  /** Lower-case names; `host` is set by the renderer. */
  readonly headers: IncomingHttpHeaders;
  /** GET unless the request itself is handed on, with its body. */
  readonly req?: IncomingMessage;
  /** Where to stream what is neither cacheable nor HTML; see `captureResponse`. */
  readonly toTarget?: (head: { status: number; headers: OutgoingHttpHeaders }) => ServerResponse | null;
}

export interface SiteAnswer {
  readonly result: CaptureResult;
  /** Whether the page looked at who its viewer is, not only at what they may see. */
  readonly noticed: boolean;
}

export type RenderSite = (request: SiteRequest) => Promise<SiteAnswer>;

/** A page that takes longer is given up: the reader has gone, and others wait for the same one. */
const LONGEST_RENDER_MS = 30_000;

/** Asks the sites of this process, without a wire between. */
export function createSiteRenderer(options: {
  handlers: ReadonlyMap<SiteName, SiteHandler>;
  services: Services;
  origins: Readonly<Record<HostName, string>>;
}): RenderSite {
  const { handlers, services, origins } = options;

  async function call(handler: SiteHandler, request: SiteRequest, req: IncomingMessage): Promise<SiteAnswer | 'no route'> {
    const { site, subject } = request;
    let noticed = false;
    const locals: SiteLocals = {
      services,
      viewer: subject.viewer && toNoticingViewer(subject.viewer, () => (noticed = true)),
      basketToken: subject.basketToken,
      site,
      origin: origins[site],
      origins,
    };
    const { res, result } = captureResponse(req, request.toTarget);
    const { promise: passedOn, resolve: passOn, reject: fail } = Promise.withResolvers<'no route'>();
    const next = (error?: unknown) => (error === undefined ? passOn('no route') : fail(error));
    const handled = Promise.resolve(handler(req, res, next, locals)).then(() => new Promise<never>(() => {}));
    const answer = await within(Promise.race([result, passedOn, handled]), LONGEST_RENDER_MS);
    if (answer === null) throw new Error(`${site} did not answer for ${request.url}.`);
    return answer === 'no route' ? answer : { result: answer, noticed };
  }

  return async (request) => {
    const handler = handlers.get(request.site);
    if (!handler) throw new Error(`The site ${request.site} does not run in this process.`);
    const answer = await call(handler, request, request.req ?? toRequest(request, origins));
    if (answer !== 'no route') return answer;
    // The site's own words for "no such page", when it has some.
    const { req: _, ...rest } = request;
    const asked = { ...rest, url: '/404' };
    const notFound = await call(handler, asked, toRequest(asked, origins));
    return notFound === 'no route' || notFound.result.type === 'streamed'
      ? EMPTY_404
      : { ...notFound, result: { ...notFound.result, status: 404 } };
  };
}

const EMPTY_404: SiteAnswer = {
  result: { type: 'captured', status: 404, headers: {}, body: Buffer.alloc(0) },
  noticed: false,
};

/** A GET that came over no wire; whoever asked may go away without breaking it off for others. */
function toRequest(request: SiteRequest, origins: Readonly<Record<HostName, string>>): IncomingMessage {
  const req = new IncomingMessage(new Socket());
  req.method = 'GET';
  req.url = request.url;
  const { host, protocol } = new URL(origins[request.site]);
  req.headers = { ...request.headers, host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
  req.complete = true;
  req.push(null);
  return req;
}

/** Rights may be read freely; reading who it is makes the answer theirs alone. */
function toNoticingViewer(viewer: Viewer, notice: () => void): Viewer {
  const noticed = {};
  for (const name of ['id', 'email', 'name', 'sid'] as const) {
    Object.defineProperty(noticed, name, {
      enumerable: true,
      get: () => {
        notice();
        return viewer[name];
      },
    });
  }
  return Object.assign(noticed, { roles: viewer.roles, paid: viewer.paid, tiers: viewer.tiers }) as Viewer;
}
