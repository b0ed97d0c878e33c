import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { Tx } from '../../contracts/shared.ts';
import { toExecutor } from '../transactions.ts';
import { listSources, type Source } from './uses.sources.ts';

/** A document, or the settings of the house, that shows a file. */
export interface Use {
  /** Slug of its collection, or of the global. */
  readonly collection: string;
  /** Null for a global. */
  readonly id: string | null;
  readonly title: string;
}

interface UseRow extends Record<string, unknown> {
  collection: string;
  id: string;
  title: string | null;
}

const MOST = 500;
const UUID = sql.raw(`'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'`);
const NAME = sql.raw(`'/media/file/([^"?#[:space:]\\\\]+)'`);

/** Where a file is used: in fields, in the text of bodies, and in drafts that are not out yet. One statement. */
export async function findUses(payload: Payload, id: string, tx: Tx = toExecutor(payload)): Promise<Use[]> {
  const sources = await listSources(payload);
  const { rows } = await tx.execute<UseRow>(sql`
    with target as (select id, filename from media where id = ${id}::uuid),
    used as (${sql.join(
      sources.map((source) => toSelect(source)),
      sql` union all `,
    )})
    select distinct used.collection, used.id, used.title from used where used.media_id = ${id} order by 1, 3 limit ${MOST}`);
  return rows.map(({ collection, id: owner, title }) => ({
    collection,
    id: isGlobal(payload, collection) ? null : owner,
    title: title ?? '',
  }));
}

/** Ids of the files that nothing uses, in one pass over everything. */
export async function listUnused(payload: Payload, tx: Tx = toExecutor(payload)): Promise<string[]> {
  const sources = await listSources(payload);
  const { rows } = await tx.execute<{ id: string }>(sql`
    with target as (select id, filename from media),
    used as (${sql.join(
      sources.map((source) => toSelect(source)),
      sql` union all `,
    )})
    select id::text as id from media where id::text not in (select media_id from used where media_id is not null)`);
  return rows.map(({ id }) => id);
}

/** `the post “Bread”, the page “About” and 3 more`. */
export function toSentence(payload: Payload, uses: readonly Use[]): string {
  const named = uses.slice(0, 5).map(({ collection, title }) => {
    if (isGlobal(payload, collection)) return `the ${collection.replaceAll('-', ' ')}`;
    const label = payload.collections[collection as 'media']?.config.labels.singular;
    return `${typeof label === 'string' ? `the ${label.toLowerCase()}` : collection} “${title}”`;
  });
  const more = uses.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? '');
}

function toSelect({ collection, column, kind, joins, owner, title, latest }: Source) {
  const from = sql`select ${sql.raw(`'${collection}'`)}::text as collection, ${sql.raw(owner)}::text as id, ${sql.raw(title)}::text as title`;
  const where = latest ? sql.raw(`where ${latest}`) : sql``;
  if (kind === 'id') return sql`${from}, ${sql.raw(column)}::text as media_id from ${sql.raw(joins)} ${where}`;
  // By the id, as in a block or in an address of ours, or by the name in Payload's own address.
  return sql`${from}, target.id::text as media_id from ${sql.raw(joins)}
    cross join lateral (
      select m.found[1] as word from regexp_matches(${sql.raw(column)}::text, ${UUID}, 'g') as m(found)
      union all
      select m.found[1] from regexp_matches(${sql.raw(column)}::text, ${NAME}, 'g') as m(found)
    ) as words
    join target on target.id::text = words.word or target.filename = words.word ${where}`;
}

function isGlobal(payload: Payload, slug: string): boolean {
  return payload.config.globals.some((global) => global.slug === slug);
}
