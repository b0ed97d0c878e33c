import type { Feed, FeedItem } from './feed.ts';
import { empty, leaf, node } from './xml.ts';

/** Atom (RFC 4287) with whole texts. */
export function toAtom(feed: Feed): string {
  const children = [
    leaf('id', feed.home),
    leaf('title', feed.title),
    leaf('subtitle', feed.description),
    leaf('updated', new Date(feed.updatedAt).toISOString()),
    empty('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    empty('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
    ...feed.items.map((item) => toEntry(item, feed)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${node('feed', children, { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language })}\n`;
}

function toEntry(item: FeedItem, feed: Feed): string {
  // Section 4.1.2: an entry has an author; who runs the site stands for one that is not named.
  const authors = item.authors.length > 0 ? item.authors : [{ name: feed.title, url: feed.home }];
  return node(
    'entry',
    [
      leaf('id', item.url),
      leaf('title', item.title || 'Untitled'),
      leaf('published', new Date(item.publishedAt).toISOString()),
      leaf('updated', new Date(item.updatedAt).toISOString()),
      empty('link', { rel: 'alternate', type: 'text/html', href: item.url }),
      ...item.recordings.map(({ url, type, length, title }) =>
        empty('link', { rel: 'enclosure', href: url, type, length: length || null, title }),
      ),
      item.picture ? empty('link', { rel: 'enclosure', href: item.picture.url, type: item.picture.type }) : '',
      ...authors.map(({ name, url }) => node('author', [leaf('name', name), leaf('uri', url)])),
      ...item.tags.map((tag) => empty('category', { term: tag })),
      leaf('summary', item.summary),
      leaf('content', item.html, { type: 'html' }),
    ],
    { 'xml:lang': item.language },
  );
}
