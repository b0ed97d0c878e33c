import type { Payload, Where } from 'payload';
import { canReadBody, type FeedPost, type ListPosts, type PostCard, type PostPage } from '../../contracts/blog.ts';
import type { AccessClass, Paged } from '../../contracts/shared.ts';
import { type RenderedBody, renderBodies, renderBody } from '../../platform/bodies.ts';
import { toOrigin } from '../../platform/origins.ts';
import { toTimeFilter } from './archive.ts';
import { CARD_FIELDS, toCards } from './cards.ts';
import { listEnclosures } from './enclosures.ts';
import { FURTHER_FIELDS, type LookedUp, lookUp, toFurther } from './post-page.ts';

export const PAGE_FIELDS = {
  ...CARD_FIELDS,
  publicBody: true,
  tiers: true,
  metaTitle: true,
  metaDescription: true,
  canonicalUrl: true,
  ...FURTHER_FIELDS,
} as const;

/** Newest first, a page at a time. Reads as a visitor: the collection's rule decides what is out. */
export async function listPosts(payload: Payload, { page = 1, limit = 20, ...asked }: ListPosts): Promise<Paged<PostCard>> {
  const found = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: await toFilter(payload, asked),
    select: CARD_FIELDS,
    sort: '-publishedAt',
    depth: 0,
    page: Math.max(1, Math.trunc(page)),
    limit: Math.min(100, Math.max(1, Math.trunc(limit))),
  });
  return {
    items: await toCards(payload, 'post', found.docs),
    page: found.page ?? 1,
    pages: found.totalPages,
    total: found.totalDocs,
  };
}

/** A post, or else a page, of that slug, cut to what the class may read. */
export async function findPost(payload: Payload, { slug, access }: { slug: string; access: AccessClass }): Promise<PostPage | null> {
  return (await findIn(payload, 'posts', slug, access)) ?? (await findIn(payload, 'pages', slug, access));
}

/** The newest posts with their public text; a feed has one text for everybody. */
export async function listFeed(
  payload: Payload,
  { tag, author, limit = 15 }: { tag?: string; author?: string; limit?: number },
): Promise<FeedPost[]> {
  const { docs } = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: filterBy({ tag, author }),
    select: PAGE_FIELDS,
    sort: '-publishedAt',
    depth: 0,
    pagination: false,
    limit: Math.min(50, limit),
  });
  const cards = await toCards(payload, 'post', docs);
  const baseUrl = toOrigin(payload, 'blog');
  const bodies = docs.map(({ publicBody }) => publicBody);
  const [rendered, enclosures] = await Promise.all([
    renderBodies(
      payload,
      bodies.map((body, at) => ({ body, pageUrl: baseUrl + (cards[at]?.path ?? '/') })),
      { kind: 'feed', baseUrl },
    ),
    listEnclosures(payload, bodies),
  ]);
  return cards.flatMap((card, index) => {
    const [doc, text] = [docs[index], rendered[index]];
    return doc && text ? [{ ...toPage(card, doc, text, doc.visibility !== 'public'), enclosures: enclosures[index] ?? [] }] : [];
  });
}

/** A post that everybody may read, by id, with the whole text as the fediverse reads it. Null for all others. */
export async function findPublicPost(payload: Payload, { id }: { id: string }): Promise<PostPage | null> {
  const { docs } = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: { id: { equals: id } },
    select: PAGE_FIELDS,
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const [doc] = docs;
  if (doc?.visibility !== 'public') return null;
  const [card] = await toCards(payload, 'post', [doc]);
  if (!card) return null;
  const baseUrl = toOrigin(payload, 'blog');
  const text = await renderBody(payload, { body: doc.publicBody, pageUrl: baseUrl + card.path }, { kind: 'fediverse', baseUrl });
  return toPage(card, doc, text, false);
}

type Publications = 'posts' | 'pages';

async function findIn(payload: Payload, collection: Publications, slug: string, access: AccessClass): Promise<PostPage | null> {
  const { docs } = await payload.find({
    collection,
    overrideAccess: false,
    where: { slug: { equals: slug } },
    select: PAGE_FIELDS,
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const [doc] = docs;
  if (!doc) return null;
  const mayRead = canReadBody({ visibility: doc.visibility, tiers: Array.isArray(doc.tiers) ? doc.tiers.map(String) : [] }, access);
  // A public post has cards for some readers too, and those are in none but the whole body.
  const body = mayRead && access !== 'guest' ? await getBody(payload, collection, doc.id) : doc.publicBody;
  const [[card], text, lookedUp] = await Promise.all([
    toCards(payload, collection === 'posts' ? 'post' : 'page', [doc]),
    renderBody(payload, { body, reader: access }),
    lookUp(payload, collection, doc),
  ]);
  return card ? toPage(card, doc, text, !mayRead, lookedUp) : null;
}

/** The whole text, read only after `canReadBody` said yes. */
async function getBody(payload: Payload, collection: Publications, id: string): Promise<unknown> {
  const doc = await payload.findByID({ collection, id, depth: 0, select: { body: true } });
  return doc.body;
}

/** A card with its text; `gated` says that something was held back. */
export function toPage(
  card: PostCard,
  doc: { excerpt?: string | null; metaTitle?: string | null; metaDescription?: string | null; canonicalUrl?: string | null } & Parameters<
    typeof toFurther
  >[0],
  text: RenderedBody,
  gated: boolean,
  lookedUp?: LookedUp,
): PostPage {
  return {
    ...card,
    // A lead made from the text is for lists; above the text itself it would say everything twice.
    excerpt: doc.excerpt ?? null,
    ...text,
    gated,
    metaTitle: doc.metaTitle ?? null,
    metaDescription: doc.metaDescription ?? card.excerpt,
    canonicalUrl: doc.canonicalUrl || null,
    ...toFurther(doc, card, lookedUp),
  };
}

async function toFilter(payload: Payload, { group, year, month, ...plain }: Omit<ListPosts, 'page' | 'limit'>): Promise<Where> {
  const also: Where[] = [];
  if (group !== undefined) also.push({ tags: { in: await listTagsOf(payload, group) } });
  if (year !== undefined) also.push(await toTimeFilter(payload, { year, month }));
  return { and: [filterBy(plain), ...also] };
}

/** Ids of the public tags of a group, all of them. */
async function listTagsOf(payload: Payload, group: string): Promise<string[]> {
  const where: Where = { and: [{ 'group.slug': { equals: group } }, { internal: { not_equals: true } }] };
  const { docs } = await payload.find({ collection: 'tags', where, select: {}, depth: 0, pagination: false, limit: 0 });
  return docs.map(({ id }) => id);
}

function filterBy({ tag, author }: { tag?: string | undefined; author?: string | undefined }): Where {
  return {
    and: [...(tag ? [{ 'tags.slug': { equals: tag } }] : []), ...(author ? [{ 'authors.slug': { equals: author } }] : [])],
  };
}
