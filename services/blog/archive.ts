import { sql } from '@payloadcms/db-postgres';
import type { Payload, Where } from 'payload';
import { Temporal } from 'temporal-polyfill';
import type { ArchiveMonth } from '../../contracts/blog-pages.ts';
import { readPermalinkRule } from '../../platform/permalinks.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { IS_OUT } from './out.ts';

/** Months of the site's calendar in which something came out, newest first, counted in one question. */
export async function listArchive(payload: Payload): Promise<ArchiveMonth[]> {
  const { timeZone } = await readPermalinkRule(payload);
  const { rows } = await toExecutor(payload).execute<{ month: string; posts: string }>(sql`
    select to_char(p.published_at at time zone ${timeZone}, 'YYYY-MM') as month, count(*) as posts
    from posts p where ${IS_OUT}
    group by 1 order by 1 desc
  `);
  return rows.map(({ month, posts }) => ({ year: Number(month.slice(0, -3)), month: Number(month.slice(-2)), posts: Number(posts) }));
}

/** What came out in a year, or in a month of it, by the clock on the wall of the site. */
export async function toTimeFilter(payload: Payload, { year, month }: { year: number; month?: number | undefined }): Promise<Where> {
  const { timeZone } = await readPermalinkRule(payload);
  const first = Temporal.PlainDate.from({ year, month: month ?? 1, day: 1 });
  const after = first.add(month ? { months: 1 } : { years: 1 });
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString();
  return { publishedAt: { greater_than_equal: at(first), less_than: at(after) } };
}
