import type { IncomingMessage } from 'node:http';
import type { SiteName } from '../../contracts/shared.ts';
import type { View } from '../page-views.ts';

/** Programs that say what they are; those that do not are counted, as nothing else of them is looked at. */
const PROGRAM =
  /bot\b|bot[/;_-]|crawl|spider|slurp|fetch|monitor|uptime|preview|scan|archiv|index|feed|rss|curl|wget|python|java\/|go-http|okhttp|axios|node|undici|libwww|httpclient|headless|lighthouse|facebookexternalhit|embed|validator|mastodon|pleroma|misskey|lemmy|friendica|roseash/i;

/**
 * What to count of a request for a page, or null: programs, prefetches, frames, and people whose browser
 * asks not to be tracked (DNT, Global Privacy Control) are left out. Reads the raw headers once and
 * keeps nothing of them but the host of the page that linked here.
 */
export function toView(
  req: Pick<IncomingMessage, 'rawHeaders' | 'url' | 'method'>,
  site: SiteName,
  isOwn: (host: string) => boolean,
): View | null {
  if (req.method !== 'GET') return null;
  let agent = '';
  let referrer = '';
  const raw = req.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const value = raw[at + 1] ?? '';
    switch (name.length) {
      case 3:
        if (value === '1' && name.toLowerCase() === 'dnt') return null;
        break;
      case 7:
        if (name.toLowerCase() === 'referer') referrer = value;
        else if (name.toLowerCase() === 'sec-gpc' && value === '1') return null;
        else if (name.toLowerCase() === 'purpose' && value === 'prefetch') return null;
        break;
      case 10:
        if (name.toLowerCase() === 'user-agent') agent = value;
        break;
      case 11:
        if (value.includes('prefetch') && name.toLowerCase() === 'sec-purpose') return null;
        break;
      case 14:
        if (value !== 'document' && name.toLowerCase() === 'sec-fetch-dest') return null;
        break;
    }
  }
  if (agent === '' || PROGRAM.test(agent)) return null;
  const url = req.url ?? '/';
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  // The count is kept by words with spaces between; no address that a browser sends has one.
  return path.includes(' ') ? null : { site, path, referrerHost: toHost(referrer, isOwn) };
}

function toHost(referrer: string, isOwn: (host: string) => boolean): string {
  if (!referrer.startsWith('http')) return '';
  const url = URL.parse(referrer);
  if (!url || isOwn(url.host)) return '';
  const host = url.hostname.replace(/^www\./, '');
  return /^[a-z0-9.-]{1,100}$/.test(host) ? host : '';
}
