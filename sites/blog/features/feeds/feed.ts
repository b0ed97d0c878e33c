import type { FeedPost, SiteIdentity } from '../../../../contracts/blog.ts';
import { escapeHtml } from '../../../../core/html.ts';

/** A feed in whatever form it is asked for; all addresses in it are whole. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** Of the page that it belongs to. */
  readonly home: string;
  /** Of the feed itself. */
  readonly self: string;
  /** UTC instant of the newest change. */
  readonly updatedAt: string;
  readonly items: readonly FeedItem[];
}

export interface FeedItem {
  readonly url: string;
  readonly title: string;
  readonly summary: string | null;
  /** Public text only. */
  readonly html: string;
  readonly language: string | null;
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly authors: readonly { readonly name: string; readonly url: string }[];
  readonly tags: readonly string[];
  readonly picture: { readonly url: string; readonly type: string; readonly alt: string } | null;
  readonly recordings: FeedPost['enclosures'];
  readonly commentsUrl: string | null;
}

interface FeedOf {
  readonly identity: SiteIdentity;
  readonly posts: readonly FeedPost[];
  readonly origin: string;
  /** Path of the page that the feed belongs to, and of the feed itself. */
  readonly path: string;
  readonly feedPath: string;
  readonly title: string;
  readonly description?: string | null;
}

/** Posts as a feed: whole where they are public; of gated ones what stands above the paywall, and that there is more. */
export function toFeed({ identity, posts, origin, path, feedPath, title, description }: FeedOf): Feed {
  const whole = (address: string) => new URL(address, origin).href;
  const newest = posts
    .map(({ updatedAt }) => updatedAt)
    .toSorted()
    .at(-1);
  return {
    title,
    description: description || identity.description,
    language: identity.locale,
    home: whole(path),
    self: whole(feedPath),
    updatedAt: newest ?? '1970-01-01T00:00:00.000Z',
    items: posts.map((post) => {
      const url = whole(post.path);
      return {
        url,
        title: post.title,
        summary: post.excerpt,
        html: post.gated ? `${post.html}<p><a href="${escapeHtml(url)}">The rest is for members.</a></p>` : post.html,
        language: post.language,
        publishedAt: post.publishedAt ?? post.updatedAt,
        updatedAt: post.updatedAt,
        authors: post.authors.map(({ name, slug }) => ({ name, url: whole(`/author/${encodeURIComponent(slug)}/`) })),
        tags: post.tags.map(({ name }) => name),
        picture: post.picture && { url: whole(post.picture.url), type: toPictureType(post.picture.url), alt: post.picture.alt },
        recordings: post.enclosures,
        commentsUrl: post.comments > 0 ? `${url}#comments` : null,
      };
    }),
  };
}

function toPictureType(url: string): string {
  const name = URL.parse(url, 'http://x')?.pathname ?? '';
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? 'jpeg';
  return `image/${{ jpg: 'jpeg', svg: 'svg+xml' }[ending] ?? ending}`;
}
