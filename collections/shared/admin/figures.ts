import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { z } from 'zod';
import { toExecutor } from '../../../platform/transactions.ts';

export interface Figures {
  /** One for each day, oldest first, days without a view included. */
  readonly days: readonly { readonly day: string; readonly views: number }[];
  readonly total: number;
  readonly pages: readonly { readonly site: string; readonly path: string; readonly views: number }[];
  /** Where readers came from; direct visits and those from our own sites are left out. */
  readonly referrers: readonly { readonly host: string; readonly views: number }[];
}

const answer = z.object({
  days: z.array(z.object({ day: z.string(), views: z.number() })),
  pages: z.array(z.object({ site: z.string(), path: z.string(), views: z.number() })),
  referrers: z.array(z.object({ host: z.string(), views: z.number() })),
});

/**
 * Our own counts of the last days, in the site's time zone, in one statement. With `page` those of
 * one page. See docs/admin.md for what is counted and what never is.
 */
export async function findFigures(
  payload: Payload,
  { days, page }: { days: number; page?: { readonly site: string; readonly path: string } },
): Promise<Figures> {
  const ofPage = page ? sql`and v.site = ${page.site} and v.path = ${page.path}` : sql``;
  const { rows } = await toExecutor(payload).execute(sql`
    with today as (
      select (now() at time zone coalesce((select time_zone from site_settings limit 1), 'UTC'))::date as day
    ), seen as (
      select v.* from page_views v, today t where v.day > t.day - ${days}::int and v.day <= t.day ${ofPage}
    )
    select
      (select json_agg(json_build_object('day', to_char(d, 'YYYY-MM-DD'), 'views', coalesce(s.views, 0)) order by d)
        from today t, generate_series(t.day - ${days - 1}::int, t.day, interval '1 day') d
        left join (select day, sum(views)::int as views from seen group by day) s on s.day = d::date) as days,
      (select coalesce(json_agg(p), '[]') from (
        select site, path, sum(views)::int as views from seen group by site, path order by 3 desc, 1, 2 limit 8) p) as pages,
      (select coalesce(json_agg(r), '[]') from (
        select referrer_host as host, sum(views)::int as views from seen where referrer_host <> ''
        group by 1 order by 2 desc, 1 limit 8) r) as referrers
  `);
  const found = answer.parse(rows[0]);
  return { ...found, total: found.days.reduce((sum, { views }) => sum + views, 0) };
}
