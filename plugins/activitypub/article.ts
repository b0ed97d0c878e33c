import { Article, Hashtag, Image, Note, PUBLIC_COLLECTION } from '@fedify/fedify/vocab';
import { Temporal } from 'temporal-polyfill';
import type { PostPage } from '../../contracts/blog.ts';
import { escapeHtml, sanitizeHtml } from '../../core/html.ts';

export interface ArticleAddresses {
  /** The object's own address. */
  readonly id: URL;
  readonly actor: URL;
  readonly followers: URL;
  /** Where the blog's pages are, without a slash at the end. */
  readonly origin: string;
}

/**
 * A public post as an ActivityStreams Article: the whole text as HTML with absolute addresses, a
 * summary, and a Note as preview for servers that show no articles (FEP-b2b8). Refuses every post
 * that is not for everybody, whoever calls.
 */
export function toArticle(post: PostPage, { id, actor, followers, origin }: ArticleAddresses): Article {
  if (post.visibility !== 'public' || post.gated) {
    throw new Error(`post ${post.id} is not for everybody and must not become an Article`);
  }
  const page = new URL(post.path, origin);
  const published = toInstant(post.publishedAt);
  const summary = post.excerpt ? `<p>${escapeHtml(post.excerpt)}</p>` : null;
  const content = sanitizeHtml(post.html, { baseUrl: origin, embeds: 'link' });
  const image = toImage(post, origin);
  return new Article({
    id,
    attribution: actor,
    name: post.title,
    summary,
    content,
    mediaType: 'text/html',
    url: page,
    published,
    updated: toUpdated(post),
    tos: [PUBLIC_COLLECTION],
    ccs: [followers],
    image,
    attachments: image ? [image] : [],
    tags: post.tags.map(
      (tag) => new Hashtag({ name: toHashtag(tag.name), href: new URL(`/tag/${encodeURIComponent(tag.slug)}/`, origin) }),
    ),
    preview: new Note({
      attribution: actor,
      content: toPreview(post, page),
      published,
      ...(image ? { attachments: [image] } : {}),
    }),
  });
}

/** `Food & drink` → `#FoodDrink`: hashtags have no spaces or signs. */
export function toHashtag(name: string): string {
  const words = name.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  const joined = words.length > 1 ? words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('') : (words[0] ?? '');
  return `#${joined}`;
}

function toPreview(post: PostPage, page: URL): string {
  const lead = post.excerpt ? `<p>${escapeHtml(post.excerpt)}</p>` : '';
  const link = `<p><a href="${escapeHtml(page.href)}">${escapeHtml(page.host + page.pathname)}</a></p>`;
  return `<p><strong>${escapeHtml(post.title)}</strong></p>${lead}${link}`;
}

function toImage({ picture }: PostPage, origin: string): Image | null {
  const url = picture ? URL.parse(picture.url, origin) : null;
  if (!picture || !url) return null;
  return new Image({
    url,
    name: picture.alt || null,
    mediaType: toMediaType(url.pathname),
    width: picture.width ?? null,
    height: picture.height ?? null,
  });
}

function toMediaType(path: string): string | null {
  const types: Readonly<Record<string, string>> = {
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    webp: 'image/webp',
    avif: 'image/avif',
    gif: 'image/gif',
  };
  return types[path.split('.').pop()?.toLowerCase() ?? ''] ?? null;
}

/** Only what changed after it came out counts as an edit. */
function toUpdated({ publishedAt, updatedAt }: PostPage): Temporal.Instant | null {
  if (publishedAt && Date.parse(updatedAt) - Date.parse(publishedAt) < 1000) return null;
  return toInstant(updatedAt);
}

function toInstant(date: string | null): Temporal.Instant | null {
  return date ? Temporal.Instant.fromEpochMilliseconds(Date.parse(date)) : null;
}
