import { brotliCompress, constants } from 'node:zlib';
import type { Fragment, Fragments } from '../fragments/fragments.ts';
import type { Encoding } from '../host/request-head.ts';
import type { Subject } from '../host/subjects.ts';
import { type Answer, type Body, type CacheStatus, toBody } from './answers.ts';
import { joinGzip, type Piece } from './gzip.ts';
import { isRef, type Page } from './pages.ts';

export interface Composed {
  readonly pieces: readonly Piece[];
  readonly hash: string;
  /** Milliseconds since the epoch: when the first of its fragments runs out. */
  readonly freshUntil: number;
  /** False when a fragment failed or was late: good for one answer, not for keeping. */
  readonly complete: boolean;
}

/** Without waiting; null when a fragment has to be fetched first. */
export function composeNow(page: Page, subject: Subject, fragments: Fragments): Composed | null {
  const pieces: Piece[] = [];
  let hash = page.hash;
  let freshUntil = Infinity;
  for (const part of page.parts) {
    if (!isRef(part)) {
      pieces.push(part);
      continue;
    }
    const found = fragments.peek(part, subject);
    if (!found) return null;
    pieces.push(found.fragment);
    hash += found.fragment.hash;
    if (found.freshUntil < freshUntil) freshUntil = found.freshUntil;
  }
  return { pieces, hash, freshUntil, complete: true };
}

/** Fetches what is missing, all at the same time. */
export async function compose(page: Page, subject: Subject, fragments: Fragments): Promise<Composed> {
  const now = composeNow(page, subject, fragments);
  if (now) return now;
  const parts = await Promise.all(
    page.parts.map(async (part): Promise<{ piece: Piece | Fragment | null; freshUntil: number }> => {
      if (!isRef(part)) return { piece: part, freshUntil: Infinity };
      const found = fragments.peek(part, subject);
      if (found) return { piece: found.fragment, freshUntil: found.freshUntil };
      // Looked at again on the next request; it is kept by then.
      return { piece: await fragments.fetch(part, subject), freshUntil: 0 };
    }),
  );
  const pieces = parts.flatMap(({ piece }) => (piece ? [piece] : []));
  return {
    pieces,
    hash: page.hash + parts.map(({ piece }) => (piece === null ? '.' : 'hash' in piece ? piece.hash : '')).join(''),
    freshUntil: Math.min(...parts.map((part) => part.freshUntil)),
    complete: pieces.length === parts.length,
  };
}

/** One body for one person; gzip from pieces, because compressing per answer is too dear. */
export function toPersonalBody(options: {
  page: Page;
  composed: Composed;
  encoding: Encoding;
  security: readonly string[];
  status: CacheStatus;
  personal: boolean;
}): Body {
  const { page, composed } = options;
  const encoding = options.encoding === 'br' ? 'gzip' : options.encoding;
  return toBody({
    ...options,
    encoding,
    bytes: encoding === 'gzip' ? joinGzip(composed.pieces) : joinBytes(composed.pieces),
    hash: composed.hash,
    headers: page.headers,
  });
}

/**
 * The answer for guests, kept with the page. When its fragments ran out but say the same as before,
 * the bytes stay.
 */
export function toGuestAnswer(options: { page: Page; composed: Composed; security: readonly string[]; epoch: number }): Answer {
  const { page, composed, epoch } = options;
  if (page.guest && page.guest.hash === composed.hash) {
    page.guest.freshUntil = composed.freshUntil;
    page.guest.epoch = epoch;
    return page.guest;
  }
  const bytes = joinBytes(composed.pieces);
  const make = (body: Buffer, encoding: Encoding) =>
    toBody({
      bytes: body,
      encoding,
      hash: composed.hash,
      headers: page.headers,
      security: options.security,
      personal: false,
      status: 'hit',
    });
  const answer: Answer = {
    identity: make(bytes, 'identity'),
    gzip: make(joinGzip(composed.pieces), 'gzip'),
    brotli: null,
    hash: composed.hash,
    freshUntil: composed.freshUntil,
    epoch,
  };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  brotliCompress(bytes, { params }, (error, body) => {
    if (!error) answer.brotli = make(body, 'br');
  });
  if (composed.complete) page.guest = answer;
  return answer;
}

export function joinBytes(pieces: readonly Piece[]): Buffer {
  const only = pieces.length === 1 ? pieces[0] : undefined;
  return only ? only.bytes : Buffer.concat(pieces.map((piece) => piece.bytes));
}
