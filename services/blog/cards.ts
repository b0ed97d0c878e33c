import type { Payload } from 'payload';
import type { AuthorCard, PostCard, TagCard } from '../../contracts/blog.ts';
import type { Picture } from '../../contracts/shared.ts';
import { toHomePath } from '../../core/homes.ts';
import { toId, toIds } from '../../core/related.ts';
import { toReadingMinutes } from '../../core/richtext/count-words.ts';
import type { Page, Post } from '../../payload-types.ts';
import { toPostPaths } from '../../platform/permalinks.ts';
import { findPictures } from '../../platform/pictures.ts';
import { type AuthorRow, findAuthors, findTags, type TagRow } from './cards.rows.ts';
import { countComments } from './comments.ts';

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
  wordCount: true,
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
  | 'wordCount'
>;

/** Turns rows into cards with a handful of look-ups for the whole list, however long it is. */
export async function toCards(payload: Payload, kind: PostCard['kind'], docs: readonly Publication[]): Promise<PostCard[]> {
  const [paths, comments, authors, tags, pictures] = await Promise.all([
    kind === 'post' ? toPostPaths(payload, docs) : docs.map(({ slug }) => toHomePath('pages', slug)),
    countComments(payload, kind === 'post' ? docs.filter(isForAll).map(({ id }) => id) : []),
    findAuthors(
      payload,
      docs.flatMap((doc) => toIds(doc.authors)),
    ),
    findTags(
      payload,
      docs.flatMap((doc) => toIds(doc.tags)),
    ),
    findPictures(
      payload,
      docs.map((doc) => toId(doc.featureImage)),
    ),
  ]);
  const portraits = await findPortraits(payload, [...authors.values()]);
  const authorsOf = (doc: Publication) => toIds(doc.authors).flatMap((id) => authors.get(id) ?? []);
  const tagsOf = (doc: Publication) =>
    toIds(doc.tags)
      .flatMap((id) => tags.get(id) ?? [])
      .filter((tag) => !tag.internal);
  return docs.map((doc, at) => ({
    id: doc.id,
    kind,
    slug: doc.slug,
    path: paths[at] ?? '/',
    title: doc.title,
    excerpt: doc.excerpt ?? toLead(doc.publicText),
    publishedAt: doc.publishedAt ?? null,
    updatedAt: doc.updatedAt,
    visibility: doc.visibility,
    featured: doc.featured === true,
    picture: toPicture(doc, pictures),
    authors: authorsOf(doc).map((author) => toAuthorCard(author, portraits)),
    tags: tagsOf(doc).map(toTagCard),
    readingMinutes: toReadingMinutes(doc.wordCount ?? countWords(doc.publicText)),
    comments: comments.get(doc.id) ?? 0,
  }));
}

/** Cards of what visitors may see, in the order of the ids; the collection's rule has the last word. */
export async function listCards(payload: Payload, collection: 'posts' | 'pages', ids: readonly string[]): Promise<PostCard[]> {
  if (ids.length === 0) return [];
  const { docs } = await payload.find({
    collection,
    overrideAccess: false,
    where: { id: { in: [...ids] } },
    select: CARD_FIELDS,
    depth: 0,
    pagination: false,
    limit: ids.length,
  });
  const cards = new Map((await toCards(payload, collection === 'posts' ? 'post' : 'page', docs)).map((card) => [card.id, card]));
  return ids.flatMap((id) => cards.get(id) ?? []);
}

/** The pictures of people that are kept here; most have none, and then nothing is asked. */
export function findPortraits(payload: Payload, users: readonly AuthorRow[]): Promise<ReadonlyMap<string, Picture>> {
  return findPictures(
    payload,
    users.map(({ profileImage }) => toId(profileImage)),
  );
}

export function toAuthorCard(user: AuthorRow, portraits: ReadonlyMap<string, Picture> = new Map()): AuthorCard {
  const portrait = toId(user.profileImage);
  const own = portrait ? portraits.get(portrait) : undefined;
  return {
    id: String(user.id),
    slug: user.slug ?? '',
    name: user.name ?? '',
    bio: user.bio ?? null,
    picture: own ? { ...own, alt: user.name ?? '' } : user.profileImageUrl ? { url: user.profileImageUrl, alt: user.name ?? '' } : null,
    website: user.website ?? null,
  };
}

export function toTagCard(tag: TagRow): TagCard {
  return {
    id: String(tag.id),
    slug: tag.slug,
    name: tag.name,
    description: tag.description ?? null,
    accentColor: tag.accentColor ?? null,
  };
}

function toPicture(doc: Publication, pictures: ReadonlyMap<string, Picture>): Picture | null {
  const id = toId(doc.featureImage);
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

/** What is said below a gated post is for its readers, and so is how much it is. */
function isForAll({ visibility }: Publication): boolean {
  return visibility === 'public';
}

/** Of what was saved before words were counted. */
function countWords(text: string | null | undefined): number {
  return (text ?? '').split(/\s+/).filter(Boolean).length;
}

function toLead(text: string | null | undefined): string | null {
  const flat = (text ?? '').replace(/\s+/g, ' ').trim();
  if (!flat) return null;
  return flat.length <= 240 ? flat : `${flat.slice(0, 240).replace(/\s+\S*$/, '')} …`;
}
