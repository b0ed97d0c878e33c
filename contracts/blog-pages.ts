import type { AuthorCard, PostCard, TagCard } from './blog.ts';
import type { Picture } from './shared.ts';

/** What the pages of the blog show beside posts: menus, subjects, people, comments, maps. */

/** Subjects that belong together. */
export interface TagGroupPage {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly picture: Picture | null;
  readonly tags: readonly TagCard[];
}

/** A subject with what its own page shows. */
export interface TagPage extends TagCard {
  readonly picture: Picture | null;
  readonly metaTitle: string | null;
  readonly metaDescription: string | null;
  readonly canonicalUrl: string | null;
  readonly group: { readonly slug: string; readonly name: string } | null;
}

/** Somebody who writes, with what their own page shows. */
export interface AuthorPage extends AuthorCard {
  readonly location: string | null;
  readonly cover: Picture | null;
  /** Elsewhere on the web. */
  readonly links: readonly string[];
}

/** What a card shows that other sites make of a page; null follows the field above it, and at last the page itself. */
export interface Sharing {
  readonly title: string | null;
  readonly description: string | null;
  /** The picture that was chosen for it. */
  readonly picture: Picture | null;
  /** The card that we draw of it, for when none was chosen; null for what is no page yet. */
  readonly made: { readonly picture: Picture; readonly version: string; readonly siteTitle: string } | null;
  readonly twitterTitle: string | null;
  readonly twitterDescription: string | null;
  readonly twitterPicture: Picture | null;
}

/** A card that was asked for by its address: as bytes of a PNG, at its present address, or not now. */
export type SharePicture =
  | { readonly type: 'ok'; readonly bytes: Uint8Array }
  | { readonly type: 'moved'; readonly path: string }
  | { readonly type: 'gone' | 'busy' };

/** A recording that goes along with a feed. */
export interface Enclosure {
  readonly url: string;
  /** Media type (RFC 6838). */
  readonly type: string;
  /** Bytes; 0 when nobody knows. */
  readonly length: number;
  readonly title: string | null;
  readonly seconds: number | null;
}

/** Code of others, for the head and the end of a page; see docs/sites.md. */
export interface InjectedCode {
  readonly head: string;
  readonly foot: string;
  /** Origins that it may load from. */
  readonly origins: readonly string[];
}

/** A post as a link says it. */
export interface PostLink {
  readonly id: string;
  readonly title: string;
  readonly path: string;
}

/** What stands around a post: the next ones in time, its series, and what is like it. */
export interface Surroundings {
  readonly previous: PostLink | null;
  readonly next: PostLink | null;
  /** Its series, oldest first, with its own place in it from 1; null when it is in none, or alone in it. */
  readonly series: { readonly tag: TagCard; readonly at: number; readonly parts: readonly PostLink[] } | null;
  readonly related: readonly PostCard[];
}

/** What somebody said below a post. */
export interface Comment {
  readonly id: string;
  /** Sanitised; null when it was taken away and only keeps its place. */
  readonly html: string | null;
  readonly author: { readonly name: string; readonly handle: string | null; readonly url: string | null };
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly pinned: boolean;
  /** Whom it answers inside its thread, when that is not the one who began it. */
  readonly inReplyTo: { readonly id: string; readonly name: string } | null;
  readonly replies: readonly Comment[];
}

export interface CommentThread {
  /** Those that can be read, taken-away ones not counted. */
  readonly count: number;
  /** Two levels: pinned ones first, then the oldest. */
  readonly comments: readonly Comment[];
  /** Cache tags of the people who wrote them. */
  readonly tags: readonly string[];
}

/** How much came out in a month of the site's calendar. */
export interface ArchiveMonth {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly posts: number;
}

/** The sentence above every page. */
export interface Announcement {
  /** Inline HTML. */
  readonly html: string;
  readonly tone: 'accent' | 'dark' | 'light';
}

export interface MenuEntry {
  readonly label: string;
  /** `market:/a-path/`, a whole address, or empty for a heading over its children. */
  readonly href: string;
  /** Name of one of our icons. */
  readonly icon: string | null;
  readonly children: readonly MenuEntry[];
}

/** The menus of all six sites, at most three levels deep. */
export interface Navigation {
  readonly header: readonly MenuEntry[];
  readonly footer: readonly MenuEntry[];
  /** Cache tags of all that it shows. */
  readonly tags: readonly string[];
}

export interface Redirect {
  /** A path of the blog or a whole address, with the query that was asked. */
  readonly to: string;
  readonly permanent: boolean;
}

export interface SitemapFile {
  readonly kind: SitemapKind;
  /** From 1. */
  readonly page: number;
  readonly updatedAt: string | null;
}

export interface SitemapEntry {
  readonly path: string;
  readonly updatedAt: string | null;
  /** Whole addresses or paths. */
  readonly pictures: readonly string[];
}

export const ANNOUNCED_TO = ['guests', 'members', 'paid'] as const;
export type AnnouncedTo = (typeof ANNOUNCED_TO)[number];

/** `general` are the pages that the software makes itself. */
export const SITEMAP_KINDS = ['pages', 'posts', 'tags', 'authors', 'general'] as const;
export type SitemapKind = (typeof SITEMAP_KINDS)[number];
