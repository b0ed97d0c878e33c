import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { SiteName } from '../../contracts/shared.ts';
import { toExecutor } from '../../platform/transactions.ts';

type Body = Record<string, unknown>;

/** What may still be shown: nothing of an object that was taken back. */
const STILL_OUT = sql`
  from federation_outbox o
  join federation_objects p on p.url = o.object_url and p.state = 'live'
`;

export async function listOutbox(
  payload: Payload,
  { site, offset, limit }: { site: SiteName; offset: number; limit: number },
): Promise<Body[]> {
  const { rows } = await toExecutor(payload).execute<{ body: Body }>(sql`
    select o.body ${STILL_OUT}
    where o.site = ${site} and o.type = 'Create' order by o.seq desc offset ${offset} limit ${limit}
  `);
  return rows.map(({ body }) => body);
}

export async function countOutbox(payload: Payload, site: SiteName): Promise<number> {
  const { rows } = await toExecutor(payload).execute<{ count: number }>(sql`
    select count(*)::int as count ${STILL_OUT} where o.site = ${site} and o.type = 'Create'
  `);
  return rows[0]?.count ?? 0;
}

export async function findSent(payload: Payload, activityId: string): Promise<Body | null> {
  const { rows } = await toExecutor(payload).execute<{ body: Body }>(sql`
    select o.body ${STILL_OUT} where o.id = ${activityId}
  `);
  return rows[0]?.body ?? null;
}
