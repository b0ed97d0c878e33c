import type { Payload, Where } from 'payload';
import type { TagCard } from '../../contracts/blog.ts';
import type { AuthorPage, TagGroupPage, TagPage } from '../../contracts/blog-pages.ts';
import type { Picture } from '../../contracts/shared.ts';
import { toSafeUrl } from '../../core/html.ts';
import { toId } from '../../core/related.ts';
import { findPictures } from '../../platform/pictures.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { findPortraits, toAuthorCard, toTagCard } from './cards.ts';
import { listPublishingAuthors } from './publishing.ts';

/** A public tag; internal ones have no page. */
export async function findTag(payload: Payload, slug: string): Promise<TagPage | null> {
  const { docs } = await payload.find({
    collection: 'tags',
    overrideAccess: false,
    where: { slug: { equals: slug } },
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const [tag] = docs;
  if (!tag) return null;
  const groupId = toId(tag.group);
  const [[group], picture] = await Promise.all([
    groupId ? listGroups(payload, { id: { equals: groupId } }) : [],
    findPicture(payload, tag),
  ]);
  return {
    ...toTagCard(tag),
    picture,
    metaTitle: tag.metaTitle || null,
    metaDescription: tag.metaDescription || null,
    canonicalUrl: tag.canonicalUrl || null,
    group: group ? { slug: group.slug, name: group.name } : null,
  };
}

/** A group with its public tags, by name. */
export async function findTagGroup(payload: Payload, slug: string): Promise<TagGroupPage | null> {
  const [group] = await listGroups(payload, { slug: { equals: slug } });
  if (!group) return null;
  const [tags, picture] = await Promise.all([
    payload.find({
      collection: 'tags',
      overrideAccess: false,
      where: { group: { equals: group.id } },
      sort: 'name',
      depth: 0,
      pagination: false,
      limit: 100,
    }),
    findPicture(payload, group),
  ]);
  const { id, name, description } = group;
  return { id, slug: group.slug, name, description: description || null, picture, tags: tags.docs.map(toTagCard) };
}

export async function listTags(payload: Payload): Promise<TagCard[]> {
  const { docs } = await payload.find({ collection: 'tags', overrideAccess: false, sort: 'name', depth: 0, pagination: false, limit: 100 });
  return docs.map(toTagCard);
}

/** Public tags by their ids. */
export async function listTagCards(payload: Payload, ids: readonly string[]): Promise<TagCard[]> {
  const where: Where = { id: { in: [...ids] } };
  const { docs } = await payload.find({ collection: 'tags', overrideAccess: false, where, depth: 0, pagination: false, limit: ids.length });
  return docs.map(toTagCard);
}

/** Somebody who has signed a post or page that is out; other people have no page here. */
export async function findAuthor(payload: Payload, slug: string): Promise<AuthorPage | null> {
  const { docs } = await payload.find({ collection: 'users', where: { slug: { equals: slug } }, depth: 0, pagination: false, limit: 1 });
  const [user] = docs;
  if (!user) return null;
  if ((await listPublishingAuthors(toExecutor(payload), { among: [user.id] })).length === 0) return null;
  const cover = toId(user.coverImage);
  const [portraits, covers] = await Promise.all([findPortraits(payload, [user]), findPictures(payload, [cover])]);
  return {
    ...toAuthorCard(user, portraits),
    location: user.location || null,
    cover: (cover && covers.get(cover)) || null,
    links: (user.links ?? []).flatMap(({ url }) => toSafeUrl(url) ?? []),
  };
}

async function listGroups(payload: Payload, where: Where) {
  const { docs } = await payload.find({
    collection: 'tag-groups',
    overrideAccess: false,
    where,
    depth: 0,
    joins: false,
    pagination: false,
    limit: 1,
  });
  return docs;
}

/** The picture that was chosen, else the one at an outside address. */
async function findPicture(payload: Payload, doc: { featureImage?: unknown; featureImageUrl?: string | null }): Promise<Picture | null> {
  const id = toId(doc.featureImage);
  const own = id ? (await findPictures(payload, [id])).get(id) : undefined;
  return own ?? (doc.featureImageUrl ? { url: doc.featureImageUrl, alt: '' } : null);
}
