import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';

export interface Captured {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** What became of an answer: kept in memory, or streamed on to `toTarget`'s response. */
export type CaptureResult = ({ readonly type: 'captured' } & Captured) | { readonly type: 'streamed' };

/**
 * A response that is not on a wire. When its head is known, `toTarget` may name a real response:
 * then everything goes on there as it comes; else the body is gathered.
 */
export function captureResponse(
  req: IncomingMessage,
  toTarget: (head: { status: number; headers: OutgoingHttpHeaders }) => ServerResponse | null = () => null,
): { res: ServerResponse; result: Promise<CaptureResult> } {
  const res = new ServerResponse(req);
  const chunks: Buffer[] = [];
  let started = false;
  let target: ServerResponse | null = null;
  const { promise: result, resolve, reject } = Promise.withResolvers<CaptureResult>();
  // Whoever made the response may be done with it before anybody waits for the result.
  result.catch(() => {});

  function start() {
    if (started) return;
    started = true;
    target = toTarget({ status: res.statusCode, headers: res.getHeaders() });
    if (!target) return;
    target.statusCode = res.statusCode;
    for (const [name, value] of Object.entries(res.getHeaders())) if (value !== undefined) target.setHeader(name, value);
    target.on('close', () => res.emit('close'));
    target.on('drain', () => res.emit('drain'));
    target.flushHeaders();
    resolve({ type: 'streamed' });
  }

  res.writeHead = ((status: number, ...rest: unknown[]) => {
    res.statusCode = status;
    const headers = rest.find((argument) => typeof argument === 'object' && argument !== null);
    for (const [name, value] of toPairs(headers)) res.setHeader(name, value);
    start();
    return res;
  }) as ServerResponse['writeHead'];

  res.flushHeaders = start;

  res.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    start();
    const done = rest.find((argument) => typeof argument === 'function');
    if (target) return target.write(chunk, () => done?.());
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    done?.();
    return true;
  }) as ServerResponse['write'];

  res.end = ((...args: unknown[]) => {
    const [chunk] = args;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) res.write(chunk);
    start();
    if (res.finished) return res;
    res.finished = true;
    if (target) target.end();
    else resolve({ type: 'captured', status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(chunks) });
    const done = args.find((argument) => typeof argument === 'function');
    queueMicrotask(() => {
      res.emit('finish');
      res.emit('close');
      done?.();
    });
    return res;
  }) as ServerResponse['end'];

  res.destroy = (error) => {
    target?.destroy(error);
    reject(error ?? new Error('The answer was broken off.'));
    return res;
  };
  Object.defineProperty(res, 'headersSent', { get: () => started });
  return { res, result };
}

function toPairs(headers: unknown): [string, string | number | readonly string[]][] {
  if (headers === undefined || headers === null) return [];
  if (!Array.isArray(headers)) return Object.entries(headers).filter(([, value]) => value !== undefined);
  if (Array.isArray(headers[0])) return headers.map(([name, value]) => [String(name), value]);
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) pairs.push([String(headers[at]), String(headers[at + 1])]);
  return pairs;
}
