import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Place } from './hosts.ts';
import { allowLongBody } from './slow-bodies.ts';

/**
 * Web-standard side of a handler: Payload's REST and GraphQL. `allowLong` gives a body the time of a large
 * upload; call it once it is known who sends it.
 */
export type FetchHandler = (request: Request, allowLong?: () => void) => Promise<Response>;

/** Carries a node request to a fetch-style handler and its answer back, bodies streamed both ways. */
export async function sendByFetch(options: {
  handler: FetchHandler;
  place: Place;
  req: IncomingMessage;
  res: ServerResponse;
}): Promise<void> {
  const { handler, place, req, res } = options;
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const response = await handler(toRequest(req, place, gone.signal), () => allowLongBody(req));
  // Somebody who sent too slowly was answered meanwhile, or has gone.
  if (res.headersSent || gone.signal.aborted) return void response.body?.cancel().catch(() => {});

  res.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('set-cookie', cookies);
  if (!response.body || req.method === 'HEAD') return void res.end();
  await pipeline(Readable.fromWeb(response.body as ReadableStream), res).catch((error: unknown) => {
    if (!gone.signal.aborted) throw error;
  });
}

function toRequest(req: IncomingMessage, place: Place, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    for (const item of Array.isArray(value) ? value : [value]) headers.append(name, item);
  }
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD';
  return new Request(new URL(req.url ?? '/', place.origin), {
    method: req.method ?? 'GET',
    headers,
    signal,
    ...(hasBody ? { body: Readable.toWeb(req) as BodyInit, duplex: 'half' } : {}),
  });
}
