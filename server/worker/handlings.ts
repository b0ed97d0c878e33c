import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import { type ActivityRow, activityColumns } from '../../platform/emit.ts';
import type { RetryPolicy } from './events.ts';

/** A row of `activity_handlings` that is ours until the transaction ends, with its activity. */
export interface Claimed extends ActivityRow {
  handling_id: string;
  handler: string;
  attempts: number;
}

/**
 * The heads of the queues that are due, locked for this transaction: what people did before what an
 * import brought, so that an edit does not wait behind thousands of old posts; each oldest first.
 */
export async function claim(tx: Tx, names: readonly string[], limit: number): Promise<Claimed[]> {
  const { rows } = await tx.execute<Claimed>(sql`
    select h.id::text as handling_id, h.handler, h.attempts, ${activityColumns}
    from activity_handlings h
    join activities a on a.id = h.activity_id
    where h.state = 'pending'
      and h.next_at <= now()
      and h.handler = any(${sql.param([...names])}::text[])
      and not exists (
        select from activity_handlings earlier
        where earlier.handler = h.handler
          and earlier.object_type = h.object_type
          and earlier.object_id = h.object_id
          and earlier.seq < h.seq
          and earlier.state <> 'done'
      )
    order by h.imported, h.seq
    limit ${limit}
    for update of h skip locked
  `);
  return rows;
}

export async function markDone(tx: Tx, claimed: readonly Claimed[]): Promise<void> {
  await tx.execute(sql`
    update activity_handlings
    set state = 'done', attempts = attempts + 1, handled_at = now(), last_error = null, updated_at = now()
    where id = any(${sql.param(claimed.map(({ handling_id }) => handling_id))}::uuid[])
  `);
}

export async function markFailed(
  tx: Tx,
  { handling_id, attempts }: Claimed,
  error: unknown,
  retry: RetryPolicy,
): Promise<'pending' | 'dead'> {
  const failures = Number(attempts) + 1;
  const state = failures >= retry.attempts ? 'dead' : 'pending';
  await tx.execute(sql`
    update activity_handlings
    set state = ${state}, attempts = ${failures}, last_error = ${toReason(error)},
      next_at = now() + ${retry.delay(failures)} * interval '1 second', updated_at = now()
    where id = ${handling_id} and attempts = ${failures - 1}
  `);
  return state;
}

function toReason(error: unknown): string {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.message}` : '';
  return (message + cause).slice(0, 4000);
}
