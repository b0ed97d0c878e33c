import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { PostCard } from '../../contracts/blog.ts';
import type { Paged } from '../../contracts/shared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { CARD_FIELDS, toCards } from './cards.ts';

const PAGE_SIZE = 20;
const LONGEST_QUERY = 200;

/**
 * Full text over title, excerpt and public text only, so that a gated word cannot be
 * felt out by searching. The expression is the one of the index `posts_search_idx`.
 */
export async function search(payload: Payload, { q, page = 1 }: { q: string; page?: number }): Promise<Paged<PostCard>> {
  const words = q.slice(0, LONGEST_QUERY).replaceAll('\0', '').trim();
  if (!words) return { items: [], page: 1, pages: 0, total: 0 };
  const at = Math.max(1, Math.trunc(page));
  const { rows } = await toExecutor(payload).execute<{ id: string; total: string }>(sql`
    select id::text as id, count(*) over () as total
    from posts, websearch_to_tsquery('english', ${words}) query
    where to_tsvector('english', coalesce(title, '') || ' ' || coalesce(excerpt, '') || ' ' || coalesce(public_text, '')) @@ query
      and _status = 'published' and published_at <= now() and email_only is not true
    order by ts_rank(to_tsvector('english', coalesce(title, '') || ' ' || coalesce(excerpt, '') || ' ' || coalesce(public_text, '')), query) desc, published_at desc
    limit ${PAGE_SIZE} offset ${(at - 1) * PAGE_SIZE}
  `);
  const total = Number(rows[0]?.total ?? 0);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return { items: [], page: at, pages: 0, total: 0 };
  const { docs } = await payload.find({
    collection: 'posts',
    overrideAccess: false,
    where: { id: { in: ids } },
    select: CARD_FIELDS,
    depth: 0,
    pagination: false,
    limit: ids.length,
  });
  const cards = new Map((await toCards(payload, 'post', docs)).map((card) => [card.id, card]));
  return { items: ids.flatMap((id) => cards.get(id) ?? []), page: at, pages: Math.ceil(total / PAGE_SIZE), total };
}
