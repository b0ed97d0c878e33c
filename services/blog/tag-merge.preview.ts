import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { z } from 'zod';
import { toExecutor } from '../../platform/transactions.ts';

export const tagMergePreview = z.object({ from: z.array(z.guid()).min(1).max(50) });

const MOST_NAMED = 50;

const document = z.object({ collection: z.enum(['posts', 'pages']), id: z.string(), title: z.string() });

export interface MergePreview {
  readonly posts: number;
  readonly pages: number;
  readonly menuEntries: number;
  /** The first fifty, the newest first. */
  readonly documents: readonly z.infer<typeof document>[];
}

/**
 * What a merge of these tags would touch: every post and page, drafts included, that has one as tag, as series or in
 * a link, and entries of the menu. Writes nothing.
 */
export async function previewMerge(payload: Payload, { from }: z.infer<typeof tagMergePreview>): Promise<MergePreview> {
  const old = sql`${sql.param(from)}::uuid[]`;
  const has = (row: 'd' | 'v', prefix: '' | 'version_', path: string, rels: string) => {
    const column = (name: string) => sql.identifier(`${prefix}${name}`);
    const at = sql.identifier(row);
    const mentions = from.map((id) => sql`position(${id} in ${at}.${column('body')}::text) > 0`);
    return sql`(${at}.${column('series_id')} = any(${old}) or ${sql.join(mentions, sql` or `)}
      or exists (select from ${sql.identifier(rels)} r where r.parent_id = ${at}.id and r.path = ${path} and r.tags_id = any(${old})))`;
  };
  const concerned = (['posts', 'pages'] as const).map(
    (kind) => sql`
      select ${kind}::text as collection, d.id::text as id, coalesce(nullif(d.title, ''), 'Untitled') as title, d.updated_at
      from ${sql.identifier(kind)} d where ${has('d', '', 'tags', `${kind}_rels`)}
        or exists (select from ${sql.identifier(`_${kind}_v`)} v
          where v.parent_id = d.id and v.latest and ${has('v', 'version_', 'version.tags', `_${kind}_v_rels`)})`,
  );
  const executor = toExecutor(payload);
  const { rows } = await executor.execute(sql`${sql.join(concerned, sql` union all `)} order by updated_at desc, id`);
  const { rows: entries } = await executor.execute<{ count: number }>(sql`
    select count(*)::int as count from menu_nodes_rels where tags_id = any(${old})
  `);
  const documents = rows.map((row) => document.parse(row));
  return {
    posts: documents.filter(({ collection }) => collection === 'posts').length,
    pages: documents.filter(({ collection }) => collection === 'pages').length,
    menuEntries: entries[0]?.count ?? 0,
    documents: documents.slice(0, MOST_NAMED),
  };
}
