import type { PreviewReader } from '../core/preview-readers.ts';
import type {
  AnnouncedTo,
  Announcement,
  ArchiveMonth,
  AuthorPage,
  CommentThread,
  Enclosure,
  InjectedCode,
  Navigation,
  Redirect,
  SharePicture,
  Sharing,
  SitemapEntry,
  SitemapFile,
  SitemapKind,
  Surroundings,
  TagGroupPage,
  TagPage,
} from './blog-pages.ts';
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
  /** Path on the blog's host, as the permalinks of the settings have it: `/a-slug/`. */
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
  /** How many comments everybody can read below it; 0 for a gated one. */
  readonly comments: number;
}

export interface PostPage extends PostCard {
  /** Rendered and sanitised: all of it when the viewer may read it, else what stands above the paywall. */
  readonly html: string;
  /** Cache tags of what the text shows and links to, so that a renamed post changes the pages that lead to it. */
  readonly mentions: readonly string[];
  /** True when something was held back from this viewer. */
  readonly gated: boolean;
  readonly metaTitle: string | null;
  readonly metaDescription: string | null;
  readonly canonicalUrl: string | null;
  readonly sharing: Sharing;
  /** False when the page begins with the text itself. */
  readonly showTitleAndPicture: boolean;
  /** BCP 47, when it is not the language of the site. */
  readonly language: string | null;
  /** Null unless somebody switched code on. */
  readonly code: InjectedCode | null;
}

/** A post with its public text, for feeds. */
export interface FeedPost extends PostPage {
  /** Recordings in the public text. */
  readonly enclosures: readonly Enclosure[];
}

export interface ListPosts {
  readonly tag?: string;
  /** Slug of a tag group: posts of any of its tags. */
  readonly group?: string;
  readonly author?: string;
  /** Of the site's calendar. */
  readonly year?: number;
  readonly month?: number;
  readonly page?: number;
  /** At most 100. */
  readonly limit?: number;
}

export interface Search {
  /** At most 200 characters are read: words, "phrases", `or`, `-without`. */
  readonly q: string;
  readonly page?: number;
  /** Slug. */
  readonly tag?: string;
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

/** A draft as one kind of reader will see it; `expired` and `altered` speak of the link. */
export type Preview =
  | {
      readonly type: 'ok';
      readonly post: PostPage;
      /** What the reader of this view may see. */
      readonly access: AccessClass;
      readonly as: PreviewReader;
      /** UTC instant at which the link ends. */
      readonly until: string;
      /** The other views, for an editor's own link; empty for a link that was shared. */
      readonly views: readonly { readonly as: PreviewReader; readonly path: string }[];
    }
  | { readonly type: 'expired' | 'altered' | 'gone' };

/** Title and standfirst of the co-op, for headers, feeds and mails. */
export interface SiteIdentity {
  readonly title: string;
  readonly description: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly logo: Picture | null;
  readonly cover: Picture | null;
  /** Where else the co-op is found. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly metaTitle: string | null;
  readonly metaDescription: string | null;
  readonly sharing: Pick<Sharing, 'title' | 'description' | 'picture'>;
  /** Whether machines are offered /llms.txt. */
  readonly llms: boolean;
}

export interface BlogContract {
  /** Published, dated in the past, not e-mail only; newest first. */
  listPosts(query: ListPosts): Promise<Paged<PostCard>>;
  /** A post or page by slug, cut to what the class may read; null when there is no such page. */
  findPost(query: { slug: string; access: AccessClass }): Promise<PostPage | null>;
  /** The post or page that has, or had, this path; where it stands now is its `path`. */
  findByPath(query: { path: string; access: AccessClass }): Promise<PostPage | null>;
  /** Where a path leads that is no page any more; `search` is its query with question mark. */
  findRedirect(query: { path: string; search: string }): Promise<Redirect | null>;
  /** Nothing gated: titles, cards and links only. */
  findSurroundings(query: { id: string }): Promise<Surroundings>;
  /** What can be read below a post by whoever may read the post itself. */
  listComments(query: { postId: string; access: AccessClass }): Promise<CommentThread>;
  /**
   * What may leave the house: a post by id with its whole text, null unless it is published, dated
   * in the past, for everybody and not e-mail only.
   */
  findPublicPost(query: { id: string }): Promise<PostPage | null>;
  /** The newest draft, for whoever has a signed link to it; see `core/preview-links.ts`. */
  findPreview(query: { kind: string; id: string; query: URLSearchParams }): Promise<Preview>;
  /** The card that other sites show of a post or page that is out. */
  findSharePicture(query: { kind: 'posts' | 'pages'; id: string; version: string }): Promise<SharePicture>;
  prepareSharePicture(command: { kind: 'posts' | 'pages'; id: string }): Promise<void>;
  /** Newest posts with public HTML, for feeds. */
  listFeed(query: { tag?: string; author?: string; limit?: number }): Promise<readonly FeedPost[]>;
  findTag(slug: string): Promise<TagPage | null>;
  findTagGroup(slug: string): Promise<TagGroupPage | null>;
  findAuthor(slug: string): Promise<AuthorPage | null>;
  /** Newest first; empty months are left out. */
  listArchive(): Promise<readonly ArchiveMonth[]>;
  listTags(): Promise<readonly TagCard[]>;
  /** Over public text only. */
  search(query: Search): Promise<SearchPage>;
  /** The files that the sitemap is cut into. */
  listSitemaps(): Promise<readonly SitemapFile[]>;
  /** One of them; https://www.sitemaps.org/protocol.html allows 50,000 addresses in a file. */
  listSitemap(query: { kind: SitemapKind; page: number }): Promise<readonly SitemapEntry[]>;
  /** Which of `among`, and of the authors of the posts and pages that are named, have signed something that is out; in the caller's transaction. */
  listPublishingAuthors(query: { tx: Tx; among: readonly string[]; postIds?: readonly string[] }): Promise<readonly string[]>;
  getNavigation(): Promise<Navigation>;
  findAnnouncement(reader: AnnouncedTo): Promise<Announcement | null>;
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
