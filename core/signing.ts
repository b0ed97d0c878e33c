import { createHmac } from 'node:crypto';
import { isSame } from './same.ts';

/** What one process of ours asks another; every part is covered by the signature. */
export interface SignedParts {
  readonly method: string;
  readonly host: string;
  /** Path without query, as sent. */
  readonly path: string;
  /** Query without the question mark, as sent; empty when there is none. */
  readonly query: string;
  /** Who it is asked for, encoded by the caller; empty for a guest. */
  readonly viewer: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Never used twice. */
  readonly nonce: string;
}

/** A signature is good for this long, in milliseconds, either way of the receiver's clock. */
export const SIGNATURE_WINDOW = 60_000;

/**
 * One line per part. Line breaks cannot occur in a request line or a header, and are refused here,
 * so no two requests share a canonical string.
 */
export function toCanonicalString(parts: SignedParts): string {
  const lines = [
    'rose-1',
    parts.method.toUpperCase(),
    parts.host.toLowerCase(),
    parts.path,
    parts.query,
    parts.viewer,
    String(parts.time),
    parts.nonce,
  ];
  if (lines.some((line) => /[\r\n]/.test(line))) throw new Error('A signed part must not hold a line break.');
  return lines.join('\n');
}

/** HMAC-SHA-256 (RFC 2104) over the canonical string, in base64url. */
export function sign(parts: SignedParts, secret: string): string {
  return createHmac('sha256', toKey(secret)).update(toCanonicalString(parts)).digest('base64url');
}

export type SignatureVerdict = 'good' | 'wrong' | 'too-old';

/** Compares in constant time; the caller still has to refuse a nonce that it has seen before. */
export function verifySignature(query: {
  parts: SignedParts;
  signature: string;
  secret: string;
  /** Milliseconds since the epoch. */
  now: number;
}): SignatureVerdict {
  const { parts, signature, secret, now } = query;
  if (Object.values(parts).some((part) => typeof part === 'string' && /[\r\n]/.test(part))) return 'wrong';
  if (!isSame(sign(parts, secret), signature)) return 'wrong';
  return Math.abs(now - parts.time) <= SIGNATURE_WINDOW ? 'good' : 'too-old';
}

/** The secret serves other ends too; a key of one's own keeps signatures of one from being good for another. */
function toKey(secret: string): Buffer {
  return createHmac('sha256', secret).update('rose internal requests').digest();
}
