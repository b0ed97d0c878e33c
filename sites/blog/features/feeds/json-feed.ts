import type { Feed, FeedItem } from './feed.ts';

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function toJsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    ...(feed.description ? { description: feed.description } : {}),
    language: feed.language,
    items: feed.items.map(toItem),
  });
}

function toItem(item: FeedItem): object {
  return {
    id: item.url,
    url: item.url,
    title: item.title,
    content_html: item.html,
    ...(item.summary ? { summary: item.summary } : {}),
    ...(item.picture ? { image: item.picture.url } : {}),
    date_published: new Date(item.publishedAt).toISOString(),
    date_modified: new Date(item.updatedAt).toISOString(),
    ...(item.authors.length > 0 ? { authors: item.authors } : {}),
    ...(item.tags.length > 0 ? { tags: item.tags } : {}),
    ...(item.language ? { language: item.language } : {}),
    ...(item.recordings.length > 0 ? { attachments: item.recordings.map(toAttachment) } : {}),
  };
}

function toAttachment({ url, type, length, title, seconds }: FeedItem['recordings'][number]): object {
  return {
    url,
    mime_type: type,
    ...(title ? { title } : {}),
    ...(length > 0 ? { size_in_bytes: length } : {}),
    ...(seconds === null ? {} : { duration_in_seconds: seconds }),
  };
}
