import type { Feed, FeedItem } from './feed.ts';
import { empty, leaf, node } from './xml.ts';

/** RSS 2.0 (https://www.rssboard.org/rss-specification) with whole texts, names of authors, pictures and recordings. */
export function toRss(feed: Feed): string {
  const channel = [
    leaf('title', feed.title),
    leaf('link', feed.home),
    leaf('description', feed.description || feed.title),
    leaf('language', feed.language),
    leaf('lastBuildDate', toDate(feed.updatedAt)),
    empty('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
    ...feed.items.map(toItem),
  ];
  const spaces = {
    version: '2.0',
    'xmlns:atom': 'http://www.w3.org/2005/Atom',
    'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${node('rss', [node('channel', channel)], spaces)}\n`;
}

function toItem(item: FeedItem): string {
  const [recording] = item.recordings;
  return node('item', [
    leaf('title', item.title),
    leaf('link', item.url),
    leaf('guid', item.url, { isPermaLink: 'true' }),
    leaf('pubDate', toDate(item.publishedAt)),
    ...item.authors.map(({ name }) => leaf('dc:creator', name)),
    ...item.tags.map((tag) => leaf('category', tag)),
    leaf('comments', item.commentsUrl),
    leaf('description', item.summary),
    leaf('content:encoded', item.html),
    // One to an item, as most programs read no second; the others are in the text.
    recording ? empty('enclosure', { url: recording.url, length: recording.length, type: recording.type }) : '',
    item.picture
      ? node('media:content', [leaf('media:description', item.picture.alt)], {
          url: item.picture.url,
          medium: 'image',
          type: item.picture.type,
        })
      : '',
  ]);
}

/** RFC 822, as RSS has it. */
function toDate(instant: string): string {
  return new Date(instant).toUTCString();
}
