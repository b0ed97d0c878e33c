import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toExecutor } from '../../platform/transactions.ts';

const MOST = 200;

const comingOf = (kind: 'posts' | 'pages') => sql`
  select ${kind}::text as collection, d.id::text as id, 'schedule' as by, j.wait_until as at,
    case when j.input ->> 'type' = 'unpublish' then 'unpublish' else 'publish' end as type,
    coalesce((select v.version_title from ${sql.identifier(`_${kind}_v`)} v where v.parent_id = d.id and v.latest limit 1), d.title) as title
  from payload_jobs j join ${sql.identifier(kind)} d on d.id::text = j.input -> 'doc' ->> 'value'
  where j.task_slug = 'schedulePublish' and j.completed_at is null and j.has_error is not true
    and j.input -> 'doc' ->> 'relationTo' = ${kind}
  union all
  select ${kind}::text, d.id::text, 'date', d.published_at, 'publish', d.title
  from ${sql.identifier(kind)} d where d._status = 'published' and d.published_at > now()`;

/**
 * What goes out or is taken back without anybody here, for the `from` of a statement: rows of collection (posts or
 * pages), id, title, `at`, type (publish or unpublish) and `by`: Payload's own schedule, or the date of what is
 * published already and waits for its day. A schedule that the worker has not come to yet is among them, its time past; one that
 * failed for good is not: its post stays as it is.
 */
export const coming = sql`(${comingOf('posts')} union all ${comingOf('pages')})`;

/** The ids of the posts or pages that have yet to go out, the next ones first; two hundred at most. */
export async function listScheduled(payload: Payload, collection: string): Promise<string[]> {
  const { rows } = await toExecutor(payload).execute<{ id: string }>(sql`
    select id from ${coming} c where collection = ${collection} and type = 'publish' and at > now()
    group by id order by min(at), id limit ${MOST}
  `);
  return rows.map(({ id }) => id);
}
