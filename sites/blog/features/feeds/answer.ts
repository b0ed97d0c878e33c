import type { APIContext } from 'astro';
import { shared } from '../../../shared/cache-ages.ts';
import { toAtom } from './atom.ts';
import { type Feed, toFeed } from './feed.ts';
import { toJsonFeed } from './json-feed.ts';
import { toRss } from './rss.ts';

/** What a feed is called below the page that it belongs to, and how it is written. */
const FORMATS: Readonly<Record<string, { readonly type: string; readonly write: (feed: Feed) => string }>> = {
  'rss.xml': { type: 'application/rss+xml', write: toRss },
  'atom.xml': { type: 'application/atom+xml', write: toAtom },
  'feed.json': { type: 'application/feed+json', write: toJsonFeed },
};

const ITEMS = 15;

export interface FeedAsked {
  /** `rss.xml`, `atom.xml` or `feed.json`. */
  readonly file: string;
  /** Of the page that it belongs to. */
  readonly path: string;
  /** The name of that page; the site's own when it has none. */
  readonly title?: string;
  readonly description?: string | null;
  readonly tag?: string;
  readonly author?: string;
  /** Cache tags of the page. */
  readonly tags?: readonly string[];
}

/** A feed as an answer of the blog; 404 for a form that there is not. */
export async function answerFeed({ locals, cache }: APIContext, asked: FeedAsked): Promise<Response> {
  const { services, origin } = locals;
  const { file, path, title, description, tags = [], ...filter } = asked;
  const format = FORMATS[file];
  if (!format) return new Response(null, { status: 404 });
  const [identity, posts] = await Promise.all([services.blog.getSiteIdentity(), services.blog.listFeed({ ...filter, limit: ITEMS })]);
  cache.set({
    ...shared,
    tags: ['posts', 'tags', 'users', 'settings', ...tags, ...posts.flatMap(({ id, mentions }) => [`posts:${id}`, ...mentions])],
  });
  const feed = toFeed({
    identity,
    posts,
    origin,
    path,
    feedPath: path + file,
    title: title ? `${title} · ${identity.title}` : identity.title,
    description,
  });
  return new Response(format.write(feed), { headers: { 'Content-Type': `${format.type}; charset=utf-8` } });
}
