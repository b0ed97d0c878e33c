import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Federation as Fedify } from '@fedify/fedify';
import type { Mount } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import { toActorUrl } from './actors.ts';
import { prefersHtml, wantsOnlyJson } from './negotiation.ts';
import { isOwnFault } from './own-faults.ts';
import { parseObjectName, toObjectName } from './publication.ts';
import { findSenderHosts } from './senders.ts';

/** As much as Mastodon takes. */
const MAX_BODY = 1024 * 1024;
const JSON_TYPE = 'application/activity+json';

interface BridgeOptions {
  /** Fedify is large; it is loaded when somebody asks for what it answers. */
  readonly getFedify: () => Promise<Fedify<void>>;
  readonly services: () => Services;
  readonly originOf: (site: SiteName) => string;
  readonly cache: CacheClient;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly inboxLimit: number;
}

/**
 * Fedify on the host: what is below `/ap`, WebFinger and NodeInfo on every site, and the blog's own
 * page addresses for those who accept nothing but JSON. Addresses are built from our own origin,
 * port included, never from what a request says about itself.
 */
export function createMounts(options: BridgeOptions): Mount[] {
  const mounts = SITE_NAMES.flatMap((site): Mount[] => {
    const at = (path: string, handle: Handle, crossOrigin = false): Mount => ({
      role: site,
      host: site,
      path,
      crossOrigin,
      handler: (req, res, next) => handle({ ...options, site, req, res, next }).catch((error: unknown) => fail(options, res, error)),
    });
    return [
      at('/.well-known/webfinger', answer),
      at('/.well-known/nodeinfo', answer),
      at('/nodeinfo', answer),
      at('/ap', answerBelowAp, true),
      at('/', site === 'blog' ? answerPost : answerHome),
    ];
  });
  return mounts;
}

interface Exchange extends BridgeOptions {
  readonly site: SiteName;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly next: (error?: unknown) => void;
}

type Handle = (exchange: Exchange) => Promise<void>;

/** Actors, objects, collections for reading; inboxes for posting. */
async function answerBelowAp(exchange: Exchange): Promise<void> {
  const { req, res } = exchange;
  res.appendHeader('Vary', 'Accept');
  if (req.method === 'POST') return receive(exchange);
  if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res, 405, 'Only GET and POST are understood here.');
  if (prefersHtml(req.headers.accept)) return sendToPage(exchange);
  await answer(exchange, JSON_TYPE);
}

/** A post's own page address, for those who accept nothing but JSON; the blog's home is its actor. */
async function answerPost(exchange: Exchange): Promise<void> {
  const { req, next, services, originOf } = exchange;
  if (!asksForJson(req)) return next();
  const slug = /^\/([^/?]+)\/?(?:\?|$)/.exec(req.url ?? '')?.[1];
  if (slug === undefined) return answerHome(exchange);
  const post = await services().blog.findPost({ slug: decode(slug), access: 'guest' });
  if (post?.kind !== 'post' || post.visibility !== 'public') return next();
  const { published } = await services().federation.findPublished({ object: { type: 'posts', id: post.id } });
  if (published?.state === 'gone') return next();
  exchange.res.appendHeader('Vary', 'Accept');
  await answer(exchange, JSON_TYPE, published?.url ?? `${originOf('blog')}/ap/posts/${toObjectName(post.id, 1)}`);
}

async function answerHome(exchange: Exchange): Promise<void> {
  const { req, next, site, originOf } = exchange;
  if (!asksForJson(req) || !/^\/(\?|$)/.test(req.url ?? '')) return next();
  exchange.res.appendHeader('Vary', 'Accept');
  await answer(exchange, JSON_TYPE, toActorUrl(site, originOf(site)));
}

/** Cheap refusals first: nothing is read or fetched for the unsigned, the blocked and the hasty. */
async function receive(exchange: Exchange): Promise<void> {
  const { req, res, services, originOf, cache, inboxLimit } = exchange;
  const address = String(req.headers['x-forwarded-for'] ?? req.socket.remoteAddress ?? '')
    .split(',')[0]
    ?.trim();
  if ((await cache.increment(`ap-inbox:${address}`, 60)) > inboxLimit) {
    res.setHeader('Retry-After', '60');
    return refuse(res, 429, 'Too many activities in a minute; try again in a minute.');
  }
  const senders = findSenderHosts(req.headers);
  if (senders.length === 0) return refuse(res, 401, 'An activity needs an HTTP signature.');
  const own = new Set(SITE_NAMES.map((site) => new URL(originOf(site)).host));
  for (const host of senders) {
    // Our own actors reach each other in the database; asking ourselves for a key could wait for itself.
    if (own.has(host)) return refuse(res, 403, 'Activities of our own actors do not come by this door.');
    if (await services().federation.isBlocked(host)) return refuse(res, 403, 'This server is blocked here.');
  }
  const body = await readBody(req);
  if (!body) return refuse(res, 413, 'An activity may have at most one megabyte.');
  try {
    await answer(exchange, undefined, undefined, body);
  } catch (error) {
    // Fedify throws while it reads dates, addresses and keys of others (Date, created=, keyId).
    if (isOwnFault(error)) throw error;
    exchange.log.warn({ err: error, senders }, 'an activity could not be read');
    refuse(res, 400, 'This activity or its signature could not be read.');
  }
}

/** People who open the address of an actor or an object are shown its page. */
async function sendToPage({ req, res, site, services, originOf }: Exchange): Promise<void> {
  const name = /^\/ap\/posts\/([^/?]+)/.exec(req.url ?? '')?.[1];
  const parsed = name ? parseObjectName(decode(name)) : null;
  const post = parsed
    ? await services()
        .blog.findPublicPost({ id: parsed.id })
        .catch(() => null)
    : null;
  res.writeHead(303, { Location: `${originOf(site)}${post?.path ?? '/'}` }).end();
}

async function answer(
  { req, res, site, originOf, getFedify, next }: Exchange,
  accept?: string,
  address = `${originOf(site)}${req.url ?? '/'}`,
  body?: Buffer,
): Promise<void> {
  const headers = toHeaders(req);
  headers.set('host', new URL(originOf(site)).host);
  if (accept) headers.set('accept', accept);
  // Fedify has no HEAD of its own; the body is left out below.
  const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
  const request = new Request(address, { method, headers, ...(body ? { body: new Uint8Array(body) } : {}) });
  const unknown = () => new Response(null, { status: 404 });
  const response = await (await getFedify()).fetch(request, { contextData: undefined, onNotFound: unknown, onNotAcceptable: unknown });
  if (response.status === 404) return isOwnPath(req) ? refuse(res, 404, 'There is nothing at this address.') : next();
  for (const [key, value] of response.headers) {
    if (key === 'vary') res.appendHeader('Vary', value);
    else res.setHeader(key, value);
  }
  res.statusCode = response.status;
  res.end(req.method === 'HEAD' ? undefined : Buffer.from(await response.arrayBuffer()));
}

/** Whether the address itself is the door's, and not a page of the site. */
function isOwnPath({ url = '' }: IncomingMessage): boolean {
  return ['/ap/', '/.well-known/', '/nodeinfo'].some((path) => url.startsWith(path));
}

function asksForJson(req: IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && wantsOnlyJson(req.headers.accept);
}

function toHeaders(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < req.rawHeaders.length; index += 2) {
    headers.append(req.rawHeaders[index] ?? '', req.rawHeaders[index + 1] ?? '');
  }
  return headers;
}

/** The whole body, or null as soon as it is more than may be. */
async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  if (Number(req.headers['content-length'] ?? 0) > MAX_BODY) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuse(res: ServerResponse, status: number, detail: string): void {
  // What is left of a refused body is not worth reading.
  res.shouldKeepAlive = false;
  res.writeHead(status, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  res.end(JSON.stringify({ type: 'about:blank', status, detail }));
}

function fail({ log }: BridgeOptions, res: ServerResponse, error: unknown): void {
  log.error({ err: error }, 'a request to the fediverse door failed');
  if (res.headersSent) res.destroy();
  else refuse(res, 500, 'This could not be answered now; try again later.');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
