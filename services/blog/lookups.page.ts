import { load } from 'cheerio';
import type { BookmarkFacts } from '../../contracts/lookups.ts';
import { toSafeUrl } from '../../core/html.ts';

/** Longer words are cut: a card shows a few lines. */
const LONGEST = { title: 300, description: 600, name: 120 };

/** What the head of a page says: Open Graph, then X's cards, then plain HTML. `url` is where it was found. */
export function readBookmark(html: string, url: string): BookmarkFacts {
  const $ = load(html);
  const meta = (...names: string[]): string => {
    for (const name of names) {
      const content = $(`meta[property="${name}"], meta[name="${name}"]`).first().attr('content')?.trim();
      if (content) return content;
    }
    return '';
  };
  const address = (value: string | undefined): string => toWebUrl(value, url);
  const icons = $('link[rel~="icon"], link[rel="apple-touch-icon"]')
    .toArray()
    .map((link) => $(link).attr('href'));
  return {
    url: address(meta('og:url')) || url,
    title: cut(meta('og:title', 'twitter:title') || $('head > title').first().text() || $('h1').first().text(), LONGEST.title),
    description: cut(meta('og:description', 'twitter:description', 'description'), LONGEST.description),
    author: cut(meta('author', 'article:author', 'twitter:creator').replace(/^https?:.*/, ''), LONGEST.name),
    publisher: cut(meta('og:site_name', 'application-name') || new URL(url).hostname.replace(/^www\./, ''), LONGEST.name),
    icon: address(icons[0]) || address('/favicon.ico'),
    thumbnail: address(meta('og:image:secure_url', 'og:image', 'twitter:image', 'twitter:image:src') || undefined),
  };
}

/** The oEmbed document that a page names (oEmbed §4), or null. */
export function findOembedLink(html: string, url: string): string | null {
  const $ = load(html);
  const href = $('link[type="application/json+oembed"], link[type="text/json+oembed"]').first().attr('href');
  return toWebUrl(href, url) || null;
}

function toWebUrl(value: string | undefined, base: string): string {
  if (!value || toSafeUrl(value) === null) return '';
  const url = URL.parse(value, base);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : '';
}

function cut(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= most ? flat : `${flat.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}
