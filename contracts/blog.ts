import type { IngestBatch, IngestResult } from './ingest.ts';
import type { AccessClass, Paged, Picture, Tx } from './shared.ts';

export type Visibility = 'public' | 'members' | 'paid' | 'tiers';

export interface AuthorCard {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly bio: string | null;
  readonly picture: Picture | null;
  readonly website: string | null;
}

export interface TagCard {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly accentColor: string | null;
}

export interface PostCard {
  readonly id: string;
  readonly kind: 'post' | 'page';
  readonly slug: string;
  /** Path on the blog's host: `/a-slug/`. */
  readonly path: string;
  readonly title: string;
  readonly excerpt: string | null;
  /** UTC instant, ISO 8601. */
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly visibility: Visibility;
  readonly featured: boolean;
  readonly picture: Picture | null;
  readonly authors: readonly AuthorCard[];
  /** Public tags only; internal ones never leave the admin. */
  readonly tags: readonly TagCard[];
  readonly readingMinutes: number;
}

export interface PostPage extends PostCard {
  /** Rendered and sanitised: all of it when the viewer may read it, else what stands above the paywall. */
  readonly html: string;
  /** True when something was held back from this viewer. */
  readonly gated: boolean;
  readonly metaTitle: string | null;
  readonly metaDescription: string | null;
  readonly canonicalUrl: string | null;
}

export interface MenuEntry {
  readonly label: string;
  readonly href: string;
  readonly icon: string | null;
  readonly children: readonly MenuEntry[];
}

export interface SitemapEntry {
  readonly path: string;
  readonly updatedAt: string;
}

export interface ListPosts {
  readonly tag?: string;
  readonly author?: string;
  readonly page?: number;
  /** At most 100. */
  readonly limit?: number;
}

export interface Search {
  /** At most 200 characters are read: words, "phrases", `or`, `-without`. */
  readonly q: string;
  readonly page?: number;
  /** Slugs. */
  readonly tag?: string;
  readonly author?: string;
  readonly kind?: PostCard['kind'];
  /** Of publication. */
  readonly year?: number;
}

export interface SearchHit extends PostCard {
  /** Escaped, with `<mark>` around the words. */
  readonly titleHtml: string;
  /** The passages of the public text that have them, likewise. */
  readonly passageHtml: string;
}

export interface SearchPage extends Paged<SearchHit> {
  /** There are more than `total`, which is counted to 1,000. */
  readonly isMore: boolean;
  /** What was looked for instead, when nothing had the words as they were written. */
  readonly corrected: string | null;
}

/** Title and standfirst of the co-op, for headers, feeds and mails. */
export interface SiteIdentity {
  readonly title: string;
  readonly description: string;
  readonly timeZone: string;
  readonly locale: string;
}

export interface BlogContract {
  /** Published, dated in the past, not e-mail only; newest first. */
  listPosts(query: ListPosts): Promise<Paged<PostCard>>;
  /** A post or page by slug, cut to what the class may read; null when there is no such page. */
  findPost(query: { slug: string; access: AccessClass }): Promise<PostPage | null>;
  /**
   * What may leave the house: a post by id with its whole text, null unless it is published, dated
   * in the past, for everybody and not e-mail only. `tx` reads on the caller's connection.
   */
  findPublicPost(query: { id: string; tx?: Tx }): Promise<PostPage | null>;
  /** Newest posts with public HTML, for feeds. */
  listFeed(query: { tag?: string; author?: string; limit?: number }): Promise<readonly PostPage[]>;
  findTag(slug: string): Promise<TagCard | null>;
  findAuthor(slug: string): Promise<AuthorCard | null>;
  listTags(): Promise<readonly TagCard[]>;
  /** Over public text only. */
  search(query: Search): Promise<SearchPage>;
  listSitemap(): Promise<readonly SitemapEntry[]>;
  /** Which of `among` and, when a post or page is named, of its authors have signed something that is out; in the caller's transaction. */
  listPublishingAuthors(query: { tx: Tx; among: readonly string[]; postId?: string }): Promise<readonly string[]>;
  getNavigation(): Promise<readonly MenuEntry[]>;
  getSiteIdentity(): Promise<SiteIdentity>;
  /** What the importer hands over; idempotent by source key and hash. */
  ingest(batch: IngestBatch): Promise<IngestResult>;
}

/** What a viewer may read: the one rule behind pages, feeds, REST, GraphQL and search. */
export function canReadBody(post: { visibility: Visibility; tiers: readonly string[] }, access: AccessClass): boolean {
  if (post.visibility === 'public' || access === 'staff') return true;
  if (access === 'guest') return false;
  if (post.visibility === 'members') return true;
  if (access === 'member') return false;
  if (post.visibility === 'paid') return true;
  return access.startsWith('tiers:')
    ? access
        .slice('tiers:'.length)
        .split(',')
        .some((slug) => post.tiers.includes(slug))
    : false;
}
