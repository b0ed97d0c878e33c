import type { Payload, Where } from 'payload';
import { canReadBody, type ListPosts, type PostCard, type PostPage } from '../../contracts/blog.ts';
import type { AccessClass, Paged } from '../../contracts/shared.ts';
import { toHtml } from '../../core/richtext/to-html.ts';
import { isBody } from '../../core/richtext/types.ts';
import { CARD_FIELDS, toCards } from './cards.ts';

const PAGE_FIELDS = { ...CARD_FIELDS, publicBody: true, tiers: true, metaTitle: true, metaDescription: true, canonicalUrl: true } as const;

/** Newest first, a page at a time. Reads as a visitor: the collection's rule decides what is out. */
export async function listPosts(payload: Payload, { tag, author, page = 1, limit = 20 }: ListPosts): Promise<Paged<PostCard>> {
  const found = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: filterBy({ tag, author }),
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
): Promise<PostPage[]> {
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
  return cards.flatMap((card, index) => {
    const doc = docs[index];
    return doc ? [toPage(card, doc, doc.publicBody, doc.visibility !== 'public')] : [];
  });
}

/** A post that everybody may read, by id, with the whole text: what may leave for the fediverse. Null for all others. */
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
  return card ? toPage(card, doc, doc.publicBody, false) : null;
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
  const [card] = await toCards(payload, collection === 'posts' ? 'post' : 'page', [doc]);
  if (!card) return null;
  const isOpen = doc.visibility === 'public';
  const mayRead = canReadBody({ visibility: doc.visibility, tiers: Array.isArray(doc.tiers) ? doc.tiers.map(String) : [] }, access);
  const body = !isOpen && mayRead ? await getBody(payload, collection, doc.id) : doc.publicBody;
  return toPage(card, doc, body, !isOpen && !mayRead);
}

/** The gated text, read only after `canReadBody` said yes. */
async function getBody(payload: Payload, collection: Publications, id: string): Promise<unknown> {
  const doc = await payload.findByID({ collection, id, depth: 0, select: { body: true } });
  return doc.body;
}

function toPage(
  card: PostCard,
  doc: { excerpt?: string | null; metaTitle?: string | null; metaDescription?: string | null; canonicalUrl?: string | null },
  body: unknown,
  gated: boolean,
): PostPage {
  return {
    ...card,
    // A lead made from the text is for lists; above the text itself it would say everything twice.
    excerpt: doc.excerpt ?? null,
    html: isBody(body) ? toHtml(body) : '',
    gated,
    metaTitle: doc.metaTitle ?? null,
    metaDescription: doc.metaDescription ?? card.excerpt,
    canonicalUrl: doc.canonicalUrl ?? null,
  };
}

function filterBy({ tag, author }: { tag?: string | undefined; author?: string | undefined }): Where {
  return {
    and: [...(tag ? [{ 'tags.slug': { equals: tag } }] : []), ...(author ? [{ 'authors.slug': { equals: author } }] : [])],
  };
}
