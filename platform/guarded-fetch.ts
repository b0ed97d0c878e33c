import { lookup as resolve } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, type Dispatcher } from 'undici';

export interface GuardedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** After redirects. */
  readonly url: string;
  readonly body: Buffer;
}

export interface GuardedRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /**
   * Asked before each redirect with the next URL; returns headers for it (a signature must be made
   * anew). Redirects of anything but GET and HEAD are never followed.
   */
  readonly headersFor?: (url: URL) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

export type GuardedFetch = (url: string | URL, request?: GuardedRequest) => Promise<GuardedAnswer>;

/** Why an address from outside was not asked, or its answer not taken. */
export class GuardedFetchError extends Error {
  override name = 'GuardedFetchError';
  readonly reason: 'address' | 'scheme' | 'size' | 'time' | 'redirects' | 'network';
  constructor(reason: GuardedFetchError['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

export interface GuardOptions {
  /** `host:port` or `host` that may be asked though it is private; for tests and our own proxies. */
  readonly allow?: readonly string[];
  readonly maxBytes?: number;
  /** For the whole of it, redirects included. */
  readonly timeoutMs?: number;
  readonly maxRedirects?: number;
  readonly userAgent?: string;
}

/**
 * For every URL that somebody outside gave us. The name is resolved once, every address it has is
 * checked, and the connection goes to a checked address: a name cannot change its mind in between.
 */
export function createGuardedFetch(options: GuardOptions = {}): GuardedFetch {
  const { allow = [], maxBytes = 5 * 1024 * 1024, timeoutMs = 10_000, maxRedirects = 4 } = options;
  const isAllowed = (url: URL) => allow.includes(url.host) || allow.includes(url.hostname);
  const guarded = new Agent({ connect: { lookup: guardedLookup }, maxResponseSize: maxBytes, connectTimeout: timeoutMs });
  const open = new Agent({ maxResponseSize: maxBytes, connectTimeout: timeoutMs });

  async function ask(url: URL, request: GuardedRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new GuardedFetchError('scheme', `${url.protocol} addresses are not fetched.`);
    }
    const allowed = isAllowed(url);
    // Literal addresses are never looked up, so the lookup cannot catch them.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowed && ipaddr.isValid(literal)) refusePrivate(literal, url.hostname);
    return (allowed ? open : guarded).request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method ?? 'GET',
      headers: { 'user-agent': options.userAgent ?? 'RoseAsh', ...request.headers },
      body: request.body === undefined ? null : typeof request.body === 'string' ? request.body : Buffer.from(request.body),
      signal,
    });
  }

  return async (address, request = {}) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    const follows = request.method === undefined || request.method === 'GET' || request.method === 'HEAD';
    let url = toUrl(address);
    let asked = request;
    try {
      for (let redirects = 0; ; redirects++) {
        const { statusCode, headers, body } = await ask(url, asked, signal);
        const location = follows && [301, 302, 303, 307, 308].includes(statusCode) ? first(headers.location) : undefined;
        if (location === undefined) {
          return { status: statusCode, headers: toPlainHeaders(headers), url: url.href, body: await readBody(body, maxBytes) };
        }
        await body.dump();
        if (redirects >= maxRedirects) throw new GuardedFetchError('redirects', `${url.host} redirects too often.`);
        const next = new URL(location, url);
        asked = { ...asked, headers: await toNextHeaders(request, url, next) };
        url = next;
      }
    } catch (error) {
      throw toGuardedError(error, url, timeout.aborted);
    }
  };
}

/** Credentials stay with the host that they were meant for. */
async function toNextHeaders(request: GuardedRequest, from: URL, to: URL): Promise<Record<string, string>> {
  if (request.headersFor) return { ...(await request.headersFor(to)) };
  const headers = { ...request.headers };
  if (from.origin === to.origin) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie|signature)/i.test(name)));
}

/** Refuses loopback, private, link-local (cloud metadata), carrier, multicast and reserved ranges. */
function refusePrivate(address: string, host: string): void {
  const parsed = ipaddr.process(address);
  // 64:ff9b::/96 and 2002::/16 carry an IPv4 address that they lead to.
  const inner = parsed instanceof ipaddr.IPv6 ? toInner(parsed) : null;
  if (parsed.range() === 'unicast' || (inner && inner.range() === 'unicast')) return;
  throw new GuardedFetchError('address', `${host} leads to a private address, which is not fetched.`);
}

function toInner(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const bytes = address.toByteArray();
  if (address.range() === 'rfc6052') return new ipaddr.IPv4(bytes.slice(12));
  return null;
}

const guardedLookup: LookupFunction = (host, options, done) => {
  resolve(host, { all: true, verbatim: true })
    .then((addresses) => {
      if (addresses.length === 0) throw new GuardedFetchError('network', `${host} has no address.`);
      // One bad address is enough: a name that mixes them is up to something.
      for (const { address } of addresses) refusePrivate(address, host);
      const [first] = addresses;
      if (options.all) done(null, addresses);
      else done(null, first?.address ?? '', first?.family);
    })
    .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error)), '', 4));
};

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw new GuardedFetchError('size', `The answer is larger than ${maxBytes} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function toUrl(address: string | URL): URL {
  try {
    return new URL(address);
  } catch (cause) {
    throw new GuardedFetchError('scheme', `${String(address)} is no address.`, cause);
  }
}

function toGuardedError(error: unknown, url: URL, late: boolean): Error {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof GuardedFetchError) return at;
  if (late) return new GuardedFetchError('time', `${url.host} took too long.`, error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new GuardedFetchError('size', `The answer of ${url.host} is too large.`, error);
  return new GuardedFetchError('network', `${url.host} could not be asked.`, error);
}

function toPlainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
