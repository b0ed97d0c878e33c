import { createHash } from 'node:crypto';
import { type FragmentRef, toRefs } from '../fragments/fragments.ts';
import { type Slot, splitSlots } from '../fragments/slots.ts';
import type { Answer } from './answers.ts';
import { type Piece, preparePiece, toPiece } from './gzip.ts';
import type { Codec } from './tagged-store.ts';

/** A page as it is kept: pieces of the site's HTML with the fragments that belong between them. */
export interface Page {
  /** Raw headers of the site that travel with it: name, value, name, value … */
  readonly headers: readonly string[];
  readonly parts: readonly (Piece | FragmentRef)[];
  readonly html: Buffer;
  /** Of headers and HTML. */
  readonly hash: string;
  /** Whether a part of it differs from person to person. */
  readonly personal: boolean;
  /** What guests get, composed once and compressed; see `compose.ts`. */
  guest: Answer | null;
}

export function toPage(headers: readonly string[], html: Buffer): Page {
  const { segments, slots } = split(headers, html);
  return join({ headers, html, slots, pieces: segments.map((segment) => toPiece(segment)) });
}

/**
 * The same, compressed off the main thread. A page that says what it said `before` is that one, with
 * all that was compressed for it.
 */
export async function preparePage(headers: readonly string[], html: Buffer, before: Page | null = null): Promise<Page> {
  if (before && before.hash === toPageHash(headers, html)) return before;
  const { segments, slots } = split(headers, html);
  return join({ headers, html, slots, pieces: await Promise.all(segments.map((segment) => preparePiece(segment))) });
}

function split(headers: readonly string[], html: Buffer) {
  return isHtml(headers) ? splitSlots(html) : { segments: [html], slots: [] };
}

function join(made: { headers: readonly string[]; html: Buffer; pieces: readonly Piece[]; slots: readonly Slot[] }): Page {
  const { headers, html, pieces, slots } = made;
  const parts: (Piece | FragmentRef)[] = [];
  pieces.forEach((piece, index) => {
    if (piece.bytes.length > 0) parts.push(piece);
    const slot = slots[index];
    if (slot) parts.push(...toRefs(slot));
  });
  return {
    headers,
    parts,
    html,
    hash: toPageHash(headers, html),
    personal: parts.some((part) => isRef(part) && part.personal),
    guest: null,
  };
}

function toPageHash(headers: readonly string[], html: Buffer): string {
  return createHash('sha256').update(headers.join('\n')).update('\n\n').update(html).digest('base64url').slice(0, 16);
}

export function isRef(part: Piece | FragmentRef): part is FragmentRef {
  return 'owner' in part;
}

export const pageCodec: Codec<Page> = {
  // HTML, its pieces, and the composed answers that follow.
  sizeOf: (page) => page.html.length * 3 + 2000,
  encode(page) {
    const head = Buffer.from(JSON.stringify(page.headers));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    return Buffer.concat([size, head, page.html]);
  },
  decode(bytes) {
    const size = bytes.readUInt32LE(0);
    const headers: unknown = JSON.parse(bytes.toString('utf8', 4, 4 + size));
    if (!Array.isArray(headers)) throw new Error('A page whose headers are not understood.');
    return toPage(headers.map(String), Buffer.from(bytes.subarray(4 + size)));
  },
};

function isHtml(headers: readonly string[]): boolean {
  const at = headers.indexOf('content-type');
  return at !== -1 && (headers[at + 1] ?? '').startsWith('text/html');
}
