import { sql } from '@payloadcms/db-postgres';
import { APIError, type Payload } from 'payload';
import type { DeliveryAnswer, Federation } from '../../contracts/doors.ts';
import type { FailedDelivery } from '../../contracts/federation.ts';
import type { SiteName, Tx } from '../../contracts/shared.ts';
import { reached } from '../../platform/points.ts';
import { enqueue } from '../../platform/queue.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { isBlocked } from './blocks.ts';
import { markGone } from './followers.ts';
import { deliver } from './jobs.ts';
import { nextAttempt } from './retries.ts';

interface DeliveryRow extends Record<string, unknown> {
  id: string;
  seq: string;
  site: SiteName;
  inbox: string;
  host: string;
  object_id: string | null;
  attempts: number;
  body: Record<string, unknown>;
  waits: boolean;
}

/**
 * Posts outside any transaction, then writes down what came of it. A crash in between means that
 * it is posted again, with the same activity id, by which peers know it.
 */
export async function attemptDelivery(
  payload: Payload,
  door: Federation,
  { deliveryId, retrySeconds }: { deliveryId: string; retrySeconds: readonly number[] },
): Promise<void> {
  const delivery = await findWaiting(toExecutor(payload), deliveryId);
  // One that waits for an older one about the same object is called when that is through.
  if (!delivery || delivery.waits) return;
  if (await isBlocked(toExecutor(payload), delivery.host)) return abandon(payload, delivery);
  await reached('delivery.before-post');
  const answer = await door.deliver({ site: delivery.site, inbox: delivery.inbox, body: delivery.body });
  await reached('delivery.after-post');
  await inTransaction(payload, (tx) => settle(tx, delivery, answer, retrySeconds));
  await reached('delivery.after-write');
}

/** Queues again what should have been tried minutes ago: its job was lost, or came while it had to wait. */
export async function requeueOverdue(payload: Payload): Promise<number> {
  return inTransaction(payload, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select d.id::text as id from deliveries d
      where d.state = 'pending' and d.next_at < now() - interval '2 minutes'
      order by d.seq limit 500
    `);
    let queued = 0;
    for (const { id } of rows) {
      if (await enqueue(tx, deliver, { deliveryId: id }, { singletonKey: id })) queued += 1;
    }
    return queued;
  });
}

export async function resend(payload: Payload, deliveryId: string): Promise<void> {
  await inTransaction(payload, async (tx) => {
    const { rowCount } = await tx.execute(sql`
      update deliveries set state = 'pending', attempts = 0, next_at = now(), updated_at = now()
      where id::text = ${deliveryId} and state = 'dead'
    `);
    if (!rowCount) throw new APIError('Only a delivery that has failed for good can be sent again.', 409);
    await enqueue(tx, deliver, { deliveryId }, { singletonKey: deliveryId });
  });
}

export async function listFailedDeliveries(payload: Payload): Promise<FailedDelivery[]> {
  const { rows } = await toExecutor(payload).execute<{
    id: string;
    inbox: string;
    activity_type: string;
    attempts: number;
    last_error: string | null;
    updated_at: Date | string;
  }>(sql`
    select id::text as id, inbox, activity_type, attempts, last_error, updated_at
    from deliveries where state = 'dead' order by updated_at desc limit 100
  `);
  return rows.map((row) => ({
    id: row.id,
    inbox: row.inbox,
    activityType: row.activity_type,
    attempts: row.attempts,
    lastError: row.last_error ?? '',
    failedAt: new Date(row.updated_at).toISOString(),
  }));
}

async function findWaiting(tx: Tx, deliveryId: string): Promise<DeliveryRow | null> {
  const { rows } = await tx.execute<DeliveryRow>(sql`
    select d.id::text as id, d.seq::text as seq, d.site, d.inbox, d.host, d.object_id, d.attempts, o.body,
      exists (
        select from deliveries older
        where older.inbox = d.inbox and older.object_id = d.object_id
          and older.state = 'pending' and older.seq < d.seq
      ) as waits
    from deliveries d join federation_outbox o on o.id = d.activity_id
    where d.id::text = ${deliveryId} and d.state = 'pending'
  `);
  return rows[0] ?? null;
}

async function settle(tx: Tx, delivery: DeliveryRow, answer: DeliveryAnswer, retrySeconds: readonly number[]): Promise<void> {
  const attempts = delivery.attempts + 1;
  switch (answer.type) {
    case 'delivered':
      // Even when it was withdrawn meanwhile: it did arrive, and the Delete follows it.
      await tx.execute(sql`
        update deliveries set state = 'delivered', attempts = ${attempts}, last_status = ${answer.status},
          last_error = null, next_at = null, delivered_at = now(), updated_at = now()
        where id::text = ${delivery.id} and state in ('pending', 'withdrawn')
      `);
      return callNext(tx, delivery);
    case 'gone':
      await tx.execute(sql`
        update deliveries set state = 'gone', attempts = ${attempts}, last_status = ${answer.status},
          last_error = 'The inbox does not exist any more.', next_at = null, updated_at = now()
        where id::text = ${delivery.id} and state = 'pending'
      `);
      await markGone(tx, delivery.inbox);
      return callNext(tx, delivery);
    case 'failed': {
      const next = nextAttempt({ attempts, now: new Date(), wish: answer.retryAt, seconds: retrySeconds });
      const { rowCount } = await tx.execute(sql`
        update deliveries set state = ${next ? 'pending' : 'dead'}, attempts = ${attempts},
          last_status = ${answer.status}, last_error = ${answer.reason.slice(0, 2000)},
          next_at = ${next?.toISOString() ?? null}, updated_at = now()
        where id::text = ${delivery.id} and state = 'pending'
      `);
      if (!rowCount) return;
      if (!next) return callNext(tx, delivery);
      await enqueue(tx, deliver, { deliveryId: delivery.id }, { startAfter: next, singletonKey: delivery.id });
    }
  }
}

/** A server blocked since the delivery was written gets nothing any more. */
async function abandon(payload: Payload, delivery: DeliveryRow): Promise<void> {
  await toExecutor(payload).execute(sql`
    update deliveries set state = 'withdrawn', last_error = 'The server is blocked.', next_at = null, updated_at = now()
    where id::text = ${delivery.id} and state = 'pending'
  `);
}

async function callNext(tx: Tx, { inbox, object_id: objectId, seq }: DeliveryRow): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id::text as id from deliveries
    where inbox = ${inbox} and object_id = ${objectId} and state = 'pending' and seq > ${seq}::bigint
    order by seq limit 1
  `);
  const [next] = rows;
  if (next) await enqueue(tx, deliver, { deliveryId: next.id }, { singletonKey: next.id });
}
