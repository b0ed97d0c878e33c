import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { SiteName } from '../../contracts/shared.ts';
import { toExecutor } from '../../platform/transactions.ts';

type Body = Record<string, unknown>;

/**
 * What may still be shown: of everything that is out, the last word. What was edited away or taken
 * back is kept for the record and shown to nobody.
 */
const STILL_OUT = sql`
  from federation_objects p
  join lateral (
    select o.id, o.seq, o.body from federation_outbox o where o.object_url = p.url order by o.seq desc limit 1
  ) said on true
  where p.state = 'live'
`;

export async function listOutbox(
  payload: Payload,
  { site, offset, limit }: { site: SiteName; offset: number; limit: number },
): Promise<Body[]> {
  const { rows } = await toExecutor(payload).execute<{ body: Body }>(sql`
    select said.body ${STILL_OUT} and p.site = ${site} order by said.seq desc offset ${offset} limit ${limit}
  `);
  return rows.map(({ body }) => body);
}

export async function countOutbox(payload: Payload, site: SiteName): Promise<number> {
  const { rows } = await toExecutor(payload).execute<{ count: number }>(sql`
    select count(*)::int as count from federation_objects where state = 'live' and site = ${site}
  `);
  return rows[0]?.count ?? 0;
}

export async function findSent(payload: Payload, activityId: string): Promise<Body | null> {
  const { rows } = await toExecutor(payload).execute<{ body: Body }>(sql`
    select said.body ${STILL_OUT} and said.id = ${activityId}
      and p.url = (select object_url from federation_outbox where id = ${activityId})
  `);
  return rows[0]?.body ?? null;
}
