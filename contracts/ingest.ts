import type { Body } from '../core/richtext/types.ts';
import type { Visibility } from './blog.ts';
import type { UserRole } from './shared.ts';

/**
 * What an importer hands to the domain that owns a record. The same key and hash may come again at
 * any time: nothing is written twice, and what was edited here since is never overwritten.
 */
export interface SourceKey {
  /** Stable over every export of the same site: `ghost:posts:6b04…`. */
  readonly id: string;
  /** Of everything in the record; another hash means that the source has changed. */
  readonly hash: string;
}

export interface UserRecord {
  readonly kind: 'user';
  readonly source: SourceKey;
  readonly name: string;
  /** Null for people who are only members: they have no page. */
  readonly slug: string | null;
  readonly email: string;
  readonly bio: string | null;
  readonly location: string | null;
  readonly website: string | null;
  readonly profileImageUrl: string | null;
  /** Never `admin`: a file cannot make an administrator. */
  readonly roles: readonly Exclude<UserRole, 'admin'>[];
}

export interface TagRecord {
  readonly kind: 'tag';
  readonly source: SourceKey;
  readonly name: string;
  readonly slug: string;
  readonly description: string | null;
  readonly internal: boolean;
  readonly featureImageUrl: string | null;
  readonly metaTitle: string | null;
  readonly metaDescription: string | null;
  readonly accentColor: string | null;
}

export interface PostRecord {
  readonly kind: 'post' | 'page';
  readonly source: SourceKey;
  readonly title: string;
  readonly slug: string;
  /** `scheduled` is a draft with a job that publishes it at `publishedAt`. */
  readonly state: 'draft' | 'scheduled' | 'published';
  /** UTC instant, ISO 8601. */
  readonly publishedAt: string | null;
  readonly visibility: Visibility;
  readonly tiers: readonly string[];
  readonly emailOnly: boolean;
  readonly featured: boolean;
  /** Ids of users here, as the account domain answered them. */
  readonly authors: readonly string[];
  /** Source ids of tags handed over before or in the same batch. */
  readonly tags: readonly string[];
  readonly excerpt: string | null;
  readonly featureImageUrl: string | null;
  readonly featureImageAlt: string | null;
  readonly featureImageCaption: string | null;
  readonly body: Body;
  readonly metaTitle: string | null;
  readonly metaDescription: string | null;
  readonly canonicalUrl: string | null;
  /** The original body and the columns without a field of their own, so that a better map can run again. */
  readonly original: Readonly<Record<string, unknown>>;
}

export type IngestRecord = UserRecord | TagRecord | PostRecord;

export interface IngestBatch {
  /** Compare only, write nothing. */
  readonly dryRun?: boolean;
  readonly records: readonly IngestRecord[];
}

export type IngestOutcome =
  | { readonly type: 'written'; readonly id: string | null }
  | { readonly type: 'unchanged'; readonly id: string }
  /** Refused by our own rules or by the database; nothing of it was kept. */
  | { readonly type: 'skipped'; readonly reason: string };

export interface IngestResult {
  /** One per record, in the order of the batch. */
  readonly records: readonly {
    readonly sourceId: string;
    readonly outcome: IngestOutcome;
    /** Sentences for the person who runs the import. */
    readonly warnings: readonly string[];
  }[];
}
