import type { AccessClass, SiteName } from '../../contracts/shared.ts';

/** What a page may depend on in its query; others make it an answer of its own, made anew each time. */
const PAGE_QUERY = new Set(['page', 'tag', 'sort', 'order', 'category']);
/** Added by mailers and other sites; no page of ours reads them. */
const TRACKING = /^(utm_[a-z_]+|fbclid|gclid|mc_cid|mc_eid|ref)$/;

/**
 * The URL as it is rendered and cached: without what only tracks, names in order. Null when the
 * query holds a name that pages do not know: such a request is neither kept nor answered from the
 * cache.
 */
export function toCacheableUrl(url: string): string | null {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const kept: [string, string][] = [];
  for (const [name, value] of new URLSearchParams(url.slice(at + 1))) {
    if (PAGE_QUERY.has(name)) kept.push([name, value]);
    else if (!TRACKING.test(name)) return null;
  }
  if (kept.length === 0) return url.slice(0, at);
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${url.slice(0, at)}?${new URLSearchParams(kept).toString()}`;
}

/** Host, rights and URL make a page; Accept is checked before, and staff have no key. */
export function toPageKey(site: SiteName, access: AccessClass, url: string): string {
  return `${site} ${access} ${url}`;
}
