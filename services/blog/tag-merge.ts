import { sql } from '@payloadcms/db-postgres';
import type { SQL } from '@payloadcms/db-postgres/drizzle';
import type { PayloadRequest } from 'payload';
import { z } from 'zod';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { inTransaction } from '../../platform/transactions.ts';

export const tagMerge = z.object({ from: z.array(z.guid()).min(1).max(50), into: z.guid() });

export type TagsMerged =
  | { readonly type: 'merged'; readonly posts: number; readonly pages: number }
  | { readonly type: 'refused'; readonly sentence: string };

const KINDS = ['posts', 'pages'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Puts one tag in the place of others, in one transaction: posts, pages and their drafts are re-tagged, menu
 * entries and links in bodies follow, the others are deleted, and their addresses lead to the one that stays.
 * Each post and page that changed has an activity. Bodies and drafts stay as they are otherwise, so nothing
 * unfinished is published by it.
 */
export async function mergeTags(req: PayloadRequest, { from: asked, into }: z.infer<typeof tagMerge>): Promise<TagsMerged> {
  const from = [...new Set(asked)];
  if (from.includes(into)) return { type: 'refused', sentence: 'A tag cannot be merged into itself. Choose another one.' };
  return inTransaction(req.payload, (tx) => merge(tx, req, from, into), { req });
}

async function merge(tx: Tx, req: PayloadRequest, from: readonly string[], into: string): Promise<TagsMerged> {
  const { payload } = req;
  const { rows: tags } = await tx.execute<{ id: string; slug: string; internal: boolean | null }>(sql`
    select id::text, slug, internal from tags where id = any(${sql.param([...from, into])}::uuid[]) order by id for update
  `);
  const target = tags.find(({ id }) => id === into);
  const sources = tags.filter(({ id }) => id !== into);
  if (!target || sources.length < from.length) return { type: 'refused', sentence: 'One of these tags is gone. Reload the page.' };

  const counts = { posts: 0, pages: 0 };
  for (const kind of KINDS) {
    const touched = await retag(tx, kind, from, into);
    counts[kind] = touched.length;
    for (const { id, is_public } of touched) {
      await emit(tx, {
        type: 'Update',
        object: { type: kind, id },
        actor: req.user ? { type: 'users', id: String(req.user.id) } : null,
        visibility: is_public ? 'public' : 'internal',
        data: { tags: [`${kind}:${id}`, kind, ...[...from, into].map((tag) => `tags:${tag}`)] },
      });
    }
  }
  const { rows: entries } = await tx.execute<{ id: string }>(sql`
    update menu_nodes_rels set tags_id = ${into}::uuid where tags_id = any(${sql.param([...from])}::uuid[]) returning parent_id::text as id
  `);
  for (const { id } of entries) {
    await emit(tx, { type: 'Update', object: { type: 'menu-nodes', id }, visibility: 'public', data: { tags: ['menu'] } });
  }
  const write = { depth: 0, overrideAccess: false, user: req.user, req } as const;
  // The one that stays may itself have been merged away before, under the same name.
  await payload.delete({ collection: 'redirects', where: { from: { equals: toPattern(target.slug) } }, ...write });
  for (const { id, slug, internal } of sources) {
    await payload.delete({ collection: 'tags', id, ...write });
    if (internal || target.internal) continue;
    const data = { from: toPattern(slug), to: `/tag/${target.slug}/$1`, pattern: true, permanent: true };
    await payload.create({ collection: 'redirects', data, ...write });
  }
  return { type: 'merged', ...counts };
}

/** The address of a tag, and of its feeds. */
function toPattern(slug: string): string {
  return `^/tag/${slug.replace(/[^a-z0-9_-]/gi, '\\$&')}/(.*)$`;
}

/** Answers the documents that had one of the tags, as tag, as series or in a link. */
async function retag(tx: Tx, kind: Kind, from: readonly string[], into: string): Promise<{ id: string; is_public: boolean }[]> {
  const table = sql.identifier(kind);
  const versions = sql.identifier(`_${kind}_v`);
  const old = sql`${sql.param([...from])}::uuid[]`;
  // Found by text, as a link in a body keeps only the id; ids are too long to stand there by chance.
  const mentions = (body: SQL) =>
    sql.join(
      from.map((id) => sql`position(${id} in ${body}::text) > 0`),
      sql` or `,
    );
  const swapped = (body: SQL) => sql`${from.reduce((text, id) => sql`replace(${text}, ${id}, ${into})`, sql`${body}::text`)}::jsonb`;

  // The row itself first: its lock keeps the activities of one document in order.
  const { rows } = await tx.execute<{ id: string; is_public: boolean }>(sql`
    update ${table} d set updated_at = now(),
      series_id = case when d.series_id = any(${old}) then ${into}::uuid else d.series_id end,
      body = case when ${mentions(sql`d.body`)} then ${swapped(sql`d.body`)} else d.body end,
      public_body = case when ${mentions(sql`d.public_body`)} then ${swapped(sql`d.public_body`)} else d.public_body end
    where d.series_id = any(${old}) or ${mentions(sql`d.body`)}
      or exists (select from ${sql.identifier(`${kind}_rels`)} r where r.parent_id = d.id and r.path = 'tags' and r.tags_id = any(${old}))
    returning d.id::text as id, (d._status = 'published' and d.visibility = 'public' and d.email_only is not true) as is_public
  `);
  await tx.execute(sql`
    update ${versions} v set
      version_series_id = case when v.version_series_id = any(${old}) then ${into}::uuid else v.version_series_id end,
      version_body = case when ${mentions(sql`v.version_body`)} then ${swapped(sql`v.version_body`)} else v.version_body end
    where v.latest and (v.version_series_id = any(${old}) or ${mentions(sql`v.version_body`)})
  `);
  await swapRows(tx, `${kind}_rels`, 'tags', from, into);
  await swapRows(tx, `_${kind}_v_rels`, 'version.tags', from, into);
  return rows;
}

/** One row of the target for each document, at the place of the first of the old ones. */
async function swapRows(tx: Tx, name: string, path: string, from: readonly string[], into: string): Promise<void> {
  const table = sql.identifier(name);
  const all = sql`${sql.param([...from, into])}::uuid[]`;
  await tx.execute(sql`
    delete from ${table} r using ${table} other
    where r.path = ${path} and other.path = ${path} and r.parent_id = other.parent_id
      and r.tags_id = any(${all}) and other.tags_id = any(${all})
      and (other."order", other.id) < (r."order", r.id)
  `);
  await tx.execute(sql`
    update ${table} set tags_id = ${into}::uuid where path = ${path} and tags_id = any(${sql.param([...from])}::uuid[])
  `);
}
