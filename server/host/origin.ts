import type { IncomingMessage } from 'node:http';
import type { Place } from './hosts.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export function isUnsafe(method: string | undefined): boolean {
  return !SAFE.has(method ?? 'GET');
}

/**
 * Whether an unsafe request comes from a page of the very host it goes to. Our hosts are one site
 * to a browser, so SameSite cookies do not part them. A program that calls the API with a token
 * sends no cookie, and is not asked.
 */
export function isOwnOrigin(req: IncomingMessage, place: Place): boolean {
  if (place.name === 'cms' && req.headers.cookie === undefined) return true;
  return req.headers.origin === place.origin;
}
