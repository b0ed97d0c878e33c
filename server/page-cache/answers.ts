import type { Encoding } from '../host/request-head.ts';

/** One representation, ready to be written. */
export interface Body {
  readonly bytes: Buffer;
  readonly etag: string;
  /** Raw headers for 200. */
  readonly head: readonly string[];
}

/** A composed page in the encodings that were prepared. */
export interface Answer {
  readonly identity: Body;
  readonly gzip: Body;
  /** Comes a moment later: it is compressed off the main thread. */
  brotli: Body | null;
  /** Hashes of the page and the fragments it was composed of. */
  readonly hash: string;
  /** Milliseconds since the epoch; until then, and in the same epoch of fragments, it is right. */
  freshUntil: number;
  epoch: number;
}

export type CacheStatus = 'hit' | 'stale' | 'miss' | 'bypass';

/** Headers that do not change from request to request; content-length and ETag are added per body. */
export function toBody(options: {
  bytes: Buffer;
  hash: string;
  encoding: Encoding;
  headers: readonly string[];
  security: readonly string[];
  personal: boolean;
  status: CacheStatus;
}): Body {
  const { bytes, encoding, personal } = options;
  const etag = toEtag(options.hash, encoding);
  const head = [
    ...options.headers,
    'content-length',
    String(bytes.length),
    'etag',
    etag,
    'vary',
    'accept, accept-encoding, cookie',
    'cache-status',
    `rose; ${options.status === 'hit' ? 'hit' : `fwd=${options.status}`}`,
    ...options.security,
  ];
  // Kept by browsers, asked for again every time: a purge must be seen at once.
  if (!options.headers.includes('cache-control')) head.push('cache-control', personal ? 'private, no-cache' : 'public, no-cache');
  if (encoding !== 'identity') head.push('content-encoding', encoding);
  return { bytes, etag, head };
}

/** Strong (RFC 9110 §8.8.1), so another one for each encoding. */
export function toEtag(hash: string, encoding: Encoding): string {
  return `"${hash}-${encoding[0]}"`;
}

/** RFC 9110 §13.1.2, weak comparison. */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && (ifNoneMatch.includes(etag) || ifNoneMatch.trim() === '*');
}
