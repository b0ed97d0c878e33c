import type { IncomingMessage } from 'node:http';
import { type HostName, SITE_NAMES } from '../../contracts/shared.ts';
import type { Place } from './hosts.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Forms that stand on our other sites, beside the thing they are about; all they can do is add it to a basket. */
const FROM_OUR_SITES: readonly { readonly host: HostName; readonly path: string }[] = [{ host: 'cart', path: '/basket/add' }];

export function isUnsafe(method: string | undefined): boolean {
  return !SAFE.has(method ?? 'GET');
}

/**
 * Whether an unsafe request comes from a page of the very host it goes to. Our hosts are one site
 * to a browser, so SameSite cookies do not part them. A program that calls the API with a token
 * sends no cookie, and is not asked.
 */
export function isOwnOrigin(req: IncomingMessage, place: Place, origins: Readonly<Record<HostName, string>>): boolean {
  if (place.name === 'cms' && req.headers.cookie === undefined) return true;
  const { origin } = req.headers;
  if (origin === place.origin) return true;
  const path = (req.url ?? '').split('?', 1)[0];
  return (
    FROM_OUR_SITES.some((form) => form.host === place.name && form.path === path) && SITE_NAMES.some((site) => origins[site] === origin)
  );
}
