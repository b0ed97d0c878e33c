import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { z } from 'zod';
import { toExecutor } from '../../platform/transactions.ts';
import { coming } from '../shared/schedule.ts';

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
  const out = (kind: 'posts' | 'pages') => sql`
    select ${kind}::text as collection, id::text as id, title, published_at as at, 'published' as kind
    from ${sql.identifier(kind)} where _status = 'published' and published_at <= now()`;
  const { rows } = await toExecutor(payload).execute(sql`
    select collection, id, coalesce(nullif(title, ''), 'Untitled') as title, kind,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from (
      ${out('posts')} union all ${out('pages')} union all
      select collection, id, title, at, case type when 'publish' then 'scheduled' else type end from ${coming} c
    ) e where at >= ${start} and at < ${end} order by at, id limit ${MOST}
  `);
  return rows.map((row) => entry.parse(row));
}
