import type { Payload } from 'payload';
import type { AuthorCard, PostCard, TagCard } from '../../contracts/blog.ts';
import type { Picture } from '../../contracts/shared.ts';
import type { Page, Post, Tag, User } from '../../payload-types.ts';
import { findPictures } from '../../platform/pictures.ts';

/** The columns a card needs; bodies stay in the database. */
export const CARD_FIELDS = {
  title: true,
  slug: true,
  excerpt: true,
  publishedAt: true,
  updatedAt: true,
  visibility: true,
  featured: true,
  featureImage: true,
  featureImageUrl: true,
  featureImageAlt: true,
  featureImageCaption: true,
  authors: true,
  tags: true,
  publicText: true,
} as const;

export type Publication = Pick<
  Post | Page,
  | 'id'
  | 'title'
  | 'slug'
  | 'excerpt'
  | 'publishedAt'
  | 'updatedAt'
  | 'visibility'
  | 'featured'
  | 'featureImage'
  | 'featureImageUrl'
  | 'featureImageAlt'
  | 'featureImageCaption'
  | 'authors'
  | 'tags'
  | 'publicText'
>;

const WORDS_A_MINUTE = 230;

/** Turns rows into cards with three look-ups for the whole list, however long it is. */
export async function toCards(payload: Payload, kind: PostCard['kind'], docs: readonly Publication[]): Promise<PostCard[]> {
  const [authors, tags, pictures] = await Promise.all([
    findByIds<User>(
      payload,
      'users',
      docs.flatMap((doc) => toIds(doc.authors)),
    ),
    findByIds<Tag>(
      payload,
      'tags',
      docs.flatMap((doc) => toIds(doc.tags)),
    ),
    findPictures(
      payload,
      docs.flatMap((doc) => toIds([doc.featureImage])),
    ),
  ]);
  return docs.map((doc) => ({
    id: String(doc.id),
    kind,
    slug: doc.slug,
    path: `/${encodeURIComponent(doc.slug)}/`,
    title: doc.title,
    excerpt: doc.excerpt ?? toLead(doc.publicText),
    publishedAt: doc.publishedAt ?? null,
    updatedAt: doc.updatedAt,
    visibility: doc.visibility,
    featured: doc.featured === true,
    picture: toPicture(doc, pictures),
    authors: toIds(doc.authors)
      .flatMap((id) => authors.get(id) ?? [])
      .map(toAuthorCard),
    tags: toIds(doc.tags)
      .flatMap((id) => tags.get(id) ?? [])
      .filter((tag) => !tag.internal)
      .map(toTagCard),
    readingMinutes: Math.max(1, Math.round((doc.publicText ?? '').split(/\s+/).length / WORDS_A_MINUTE)),
  }));
}

export function toAuthorCard(user: User): AuthorCard {
  return {
    id: String(user.id),
    slug: user.slug ?? '',
    name: user.name ?? '',
    bio: user.bio ?? null,
    picture: user.profileImageUrl ? { url: user.profileImageUrl, alt: user.name ?? '' } : null,
    website: user.website ?? null,
  };
}

export function toTagCard(tag: Tag): TagCard {
  return {
    id: String(tag.id),
    slug: tag.slug,
    name: tag.name,
    description: tag.description ?? null,
    accentColor: tag.accentColor ?? null,
  };
}

function toPicture(doc: Publication, pictures: ReadonlyMap<string, Picture>): Picture | null {
  const [id] = toIds([doc.featureImage]);
  const own = id ? pictures.get(id) : undefined;
  const picture = own ?? (doc.featureImageUrl ? { url: doc.featureImageUrl, alt: '' } : null);
  if (!picture) return null;
  // Words beside the post are about this use of the picture and go before its own.
  return {
    ...picture,
    alt: doc.featureImageAlt || picture.alt,
    ...(doc.featureImageCaption ? { caption: doc.featureImageCaption } : {}),
  };
}

async function findByIds<T extends { id: string | number }>(
  payload: Payload,
  collection: 'users' | 'tags',
  ids: readonly string[],
): Promise<Map<string, T>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const { docs } = await payload.find({
    collection,
    where: { id: { in: unique } },
    limit: unique.length,
    pagination: false,
    depth: 0,
  });
  return new Map((docs as unknown as T[]).map((doc) => [String(doc.id), doc]));
}

function toIds(related: unknown): string[] {
  if (!Array.isArray(related)) return [];
  return related.flatMap((one: unknown) => {
    const id = one && typeof one === 'object' && 'id' in one ? one.id : one;
    return id ? [String(id)] : [];
  });
}

function toLead(text: string | null | undefined): string | null {
  const flat = (text ?? '').replace(/\s+/g, ' ').trim();
  if (!flat) return null;
  return flat.length <= 240 ? flat : `${flat.slice(0, 240).replace(/\s+\S*$/, '')} …`;
}
