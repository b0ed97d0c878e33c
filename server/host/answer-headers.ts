import type { OutgoingHttpHeaders } from 'node:http';
import { type CacheWish, toCacheWish } from '../page-cache/cache-headers.ts';
import type { Captured } from './capture.ts';
import type { SecurityHeaders } from './security-headers.ts';

/** Only for the connection it came on, or set anew by the host. */
export const OWN_HEADERS = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'etag',
  'date',
  'cdn-cache-control',
  'cache-tag',
]);

/** Headers of a site's answer that are kept with it; all others are the host's business or one answer's. */
const KEPT_HEADERS = [
  'content-type',
  'content-language',
  'content-security-policy',
  'content-disposition',
  'cache-control',
  'last-modified',
  'link',
];

/** Null when the answer must not be kept: an error, a redirect, one with a cookie, or no wish for it. */
export function toWish(answer: Captured): CacheWish | null {
  if (answer.status !== 200 || answer.headers['set-cookie'] !== undefined) return null;
  return toCacheWish({
    'cdn-cache-control': toText(answer.headers['cdn-cache-control']),
    'cache-tag': toText(answer.headers['cache-tag']),
  });
}

/** What is neither a page nor small text goes through as it comes: files, PDFs, pictures. */
export function isStreamed({ headers }: { headers: OutgoingHttpHeaders }): boolean {
  if (headers['cdn-cache-control'] !== undefined) return false;
  return !/^(text\/|application\/([a-z.+-]*\+)?(json|xml))/.test(String(headers['content-type'] ?? 'text/html'));
}

export function isHtml(headers: OutgoingHttpHeaders): boolean {
  return String(headers['content-type'] ?? 'text/html').startsWith('text/html');
}

/** What of a site's headers travels with its page, with the policy that the host adds. */
export function toKeptHeaders(headers: OutgoingHttpHeaders, { strict, base }: SecurityHeaders): string[] {
  const kept: string[] = [];
  for (const name of KEPT_HEADERS) {
    // A page is asked for again every time; a style sheet or feed may say how long it is good.
    if (name === 'cache-control' && isHtml(headers)) continue;
    const value = toText(headers[name]);
    if (value !== undefined) kept.push(name, name === 'content-type' ? withCharset(value) : value);
  }
  if (isHtml(headers)) kept.push('content-security-policy', kept.includes('content-security-policy') ? base : strict);
  return kept;
}

/** Astro leaves it out, and a program that only saves the bytes would have to guess. */
function withCharset(type: string): string {
  return /^text\/[a-z]+$/.test(type) ? `${type}; charset=utf-8` : type;
}

function toText(value: string | number | string[] | undefined): string | undefined {
  return value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value);
}
