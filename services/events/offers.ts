import { sql } from '@payloadcms/db-postgres';
import type { PoolName } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import type { EventsDeps } from './deps.ts';

/** Makes a ticket type sellable: it counts against its event's room, and against its quota when it has one. */
export async function offerTicketType({ services }: EventsDeps, { tx, id }: { tx: Tx; id: string }): Promise<void> {
  const { rows } = await tx.execute<{ event_id: string; title: string | null; quota: string | null }>(sql`
    select t.event_id::text as event_id, e.title, nullif(trim(t.quota), '') as quota
    from ticket_types t
    join events e on e.id = t.event_id
    where t.id = ${id}
  `);
  const [type] = rows;
  if (!type) return;
  const event = type.title ?? 'An event';
  const pools: PoolName[] = [{ key: `event:${type.event_id}:room`, name: `${event}: the room` }];
  if (type.quota) pools.push({ key: `event:${type.event_id}:quota:${type.quota.toLowerCase()}`, name: `${event}: ${type.quota}` });
  await services().cart.offer({ tx, sellableId: id, kind: 'ticket', pools });
}
