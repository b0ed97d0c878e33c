import { sql } from '@payloadcms/db-postgres';
import type { Payload, Where } from 'payload';
import type { Availability, Quote } from '../../contracts/cart.ts';
import type { ProductCard, ProductPage } from '../../contracts/market.ts';
import type { Services } from '../../contracts/services.ts';
import type { Paged, Picture, Tx, Viewer } from '../../contracts/shared.ts';
import { toHomePath } from '../../core/homes.ts';
import { toId } from '../../core/related.ts';
import type { Product } from '../../payload-types.ts';
import { renderBody } from '../../platform/bodies.ts';
import { findPictures, toThumbnailUrl } from '../../platform/pictures.ts';
import { prepared } from '../../platform/prepared.ts';
import { toExecutor } from '../../platform/transactions.ts';

export interface MarketDeps {
  readonly payload: Payload;
  readonly services: () => Services;
}

const CARD_FIELDS = {
  title: true,
  slug: true,
  summary: true,
  price: true,
  memberPrice: true,
  currency: true,
  labels: true,
  image: true,
  forSale: true,
  updatedAt: true,
} as const;

type CardDoc = Pick<Product, keyof typeof CARD_FIELDS | 'id'>;

/** By title, a page at a time; published ones only. */
export async function listProducts(
  deps: MarketDeps,
  { page = 1, limit = 24, label }: { page?: number; limit?: number; label?: string },
): Promise<Paged<ProductCard>> {
  const where: Where = label ? { labels: { in: [label] } } : {};
  const found = await deps.payload.find({
    collection: 'products',
    overrideAccess: false,
    where,
    select: CARD_FIELDS,
    sort: 'title',
    depth: 0,
    page: Math.max(1, Math.trunc(page)),
    limit: Math.min(100, Math.max(1, Math.trunc(limit))),
  });
  return {
    items: await toCards(deps, found.docs),
    page: found.page ?? 1,
    pages: found.totalPages,
    total: found.totalDocs,
  };
}

export async function findProduct(deps: MarketDeps, slug: string): Promise<ProductPage | null> {
  const { docs } = await deps.payload.find({
    collection: 'products',
    overrideAccess: false,
    where: { slug: { equals: slug } },
    select: { ...CARD_FIELDS, body: true },
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const [doc] = docs;
  if (!doc) return null;
  const [[card], text] = await Promise.all([toCards(deps, [doc]), renderBody(deps.payload, { body: doc.body })]);
  return card ? { ...card, ...text, updatedAt: doc.updatedAt } : null;
}

interface QuoteRow extends Record<string, unknown> {
  id: string;
  title: string;
  slug: string;
  brand: string | null;
  price: number;
  member_price: number | null;
  currency: string;
  tax_basis_points: number;
  for_sale: boolean;
  image_id: string | null;
  fingerprint: string | null;
}

/** One statement, because every order waits for it. */
export async function quote(
  { payload }: MarketDeps,
  { tx, ids, viewer }: { tx?: Tx; ids: readonly string[]; viewer: Viewer | null },
): Promise<readonly Quote[]> {
  const { rows } = await (tx ?? toExecutor(payload)).execute<QuoteRow>(
    prepared(sql`
    select p.id::text as id, p.title, p.slug, p.brand, p.price::int as price, p.member_price::int as member_price,
      p.currency, p.tax_basis_points::int as tax_basis_points, coalesce(p.for_sale, true) as for_sale,
      m.id::text as image_id, m.fingerprint
    from products p
    left join media m on m.id = p.image_id
    where p.id = any(${sql.param([...ids])}::uuid[]) and p._status = 'published'
  `),
  );
  return rows.map((row) => ({
    sellableId: row.id,
    kind: 'product',
    title: row.title,
    brand: row.brand,
    imageUrl: toThumbnailUrl(payload, { id: row.image_id, fingerprint: row.fingerprint }),
    path: toHomePath('products', row.slug),
    unitPrice: { amount: toPrice(row, viewer), currency: row.currency },
    taxBasisPoints: row.tax_basis_points,
    forSale: row.for_sale,
  }));
}

function toPrice({ price, member_price }: Pick<QuoteRow, 'price' | 'member_price'>, viewer: Viewer | null): number {
  const isMember = viewer !== null && (viewer.paid || viewer.tiers.length > 0);
  return isMember && member_price !== null ? member_price : price;
}

async function toCards({ payload, services }: MarketDeps, docs: readonly CardDoc[]): Promise<ProductCard[]> {
  const [pictures, availability] = await Promise.all([
    findPictures(
      payload,
      docs.map(({ image }) => toId(image)),
    ),
    services().cart.listAvailability(docs.map(({ id }) => String(id))),
  ]);
  return docs.map((doc) => toCard(doc, pictures, availability));
}

function toCard(doc: CardDoc, pictures: ReadonlyMap<string, Picture>, availability: ReadonlyMap<string, Availability>): ProductCard {
  const id = String(doc.id);
  const imageId = toId(doc.image);
  return {
    id,
    slug: doc.slug,
    path: toHomePath('products', doc.slug),
    title: doc.title,
    summary: doc.summary ?? null,
    picture: (imageId && pictures.get(imageId)) || null,
    price: { amount: doc.price, currency: doc.currency },
    memberPrice: typeof doc.memberPrice === 'number' ? { amount: doc.memberPrice, currency: doc.currency } : null,
    labels: doc.labels ?? [],
    sellableId: id,
    available: doc.forSale === false ? 'sold-out' : (availability.get(id) ?? 'sold-out'),
  };
}
