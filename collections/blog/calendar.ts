import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { z } from 'zod';
import { toExecutor } from '../../platform/transactions.ts';

const entry = z.object({
  collection: z.enum(['posts', 'pages']),
  id: z.string(),
  title: z.string(),
  /** UTC instant. */
  at: z.string(),
  kind: z.enum(['published', 'scheduled', 'unpublish']),
});
export type CalendarEntry = z.infer<typeof entry>;

const MOST = 1000;

/**
 * What went out and what will, between two days on the clock of the site, the later one excluded: by date of
 * publication, and by Payload's own schedule. Drafts without a schedule have no day.
 */
export async function listCalendar(
  payload: Payload,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
): Promise<CalendarEntry[]> {
  const start = sql`(${from}::timestamp at time zone ${timeZone})`;
  const end = sql`(${to}::timestamp at time zone ${timeZone})`;
  const dated = (kind: 'posts' | 'pages') => sql`
    select ${kind}::text as collection, id, title, published_at as at, case when published_at > now() then 'scheduled' else 'published' end as kind
    from ${sql.identifier(kind)} where _status = 'published' and published_at >= ${start} and published_at < ${end}`;
  const { rows } = await toExecutor(payload).execute(sql`
    select collection, id::text as id, coalesce(nullif(title, ''), 'Untitled') as title, kind,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from (
      ${dated('posts')} union all ${dated('pages')} union all
      select j.input -> 'doc' ->> 'relationTo', coalesce(p.id, g.id), coalesce(p.title, g.title), j.wait_until,
        case when j.input ->> 'type' = 'unpublish' then 'unpublish' else 'scheduled' end
      from payload_jobs j
      left join posts p on p.id::text = j.input -> 'doc' ->> 'value'
      left join pages g on g.id::text = j.input -> 'doc' ->> 'value'
      where j.task_slug = 'schedulePublish' and j.completed_at is null and j.wait_until >= ${start} and j.wait_until < ${end}
        and coalesce(p.id, g.id) is not null
    ) e order by at, id limit ${MOST}
  `);
  return rows.map((row) => entry.parse(row));
}
