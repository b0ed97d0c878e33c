import { Feed } from 'feed';
import type { PostPage, SiteIdentity } from '../../../contracts/blog.ts';
import { escapeHtml } from '../../../core/html.ts';

interface FeedOf {
  readonly identity: SiteIdentity;
  readonly posts: readonly PostPage[];
  readonly origin: string;
  /** Path of the page that the feed belongs to, and of the feed itself. */
  readonly path: string;
  readonly feedPath: string;
  readonly title: string;
}

/**
 * RSS 2.0 with whole posts for what is public; gated ones carry what stands above the paywall
 * and say so. Contract: `html` of `listFeed` is public text only.
 */
export function toRss({ identity, posts, origin, path, feedPath, title }: FeedOf): string {
  const newest = posts[0]?.publishedAt ?? posts[0]?.updatedAt;
  const feed = new Feed({
    id: new URL(path, origin).href,
    title,
    description: identity.description,
    link: new URL(path, origin).href,
    language: identity.locale,
    copyright: identity.title,
    updated: newest ? new Date(newest) : new Date(0),
    feedLinks: { rss: new URL(feedPath, origin).href },
  });
  for (const post of posts) {
    const url = new URL(post.path, origin).href;
    feed.addItem({
      id: url,
      link: url,
      title: post.title,
      ...(post.excerpt ? { description: post.excerpt } : {}),
      content: post.gated ? `${post.html}<p><a href="${escapeHtml(url)}">The rest is for members.</a></p>` : post.html,
      date: new Date(post.publishedAt ?? post.updatedAt),
      author: post.authors.map(({ name }) => ({ name })),
      category: post.tags.map(({ name }) => ({ name })),
      ...(post.picture ? { image: new URL(post.picture.url, origin).href } : {}),
    });
  }
  return feed.rss2();
}

export function toRssResponse(rss: string): Response {
  return new Response(rss, { headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' } });
}
