import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';
import { type ActivityRow, activityColumns, toActivity } from '../../platform/emit.ts';
import type { Log } from '../../platform/log.ts';
import { reached } from '../../platform/points.ts';
import { inTransaction, withSavepoint } from '../../platform/transactions.ts';

/**
 * Reacts to activities. What it writes by `tx` is committed together with the mark that it has
 * been done, so it happens once; the function it may answer with runs after that commit and may
 * be lost in a crash, so it only announces what is already written. No HTTP in `handle`.
 */
export interface Handler {
  readonly name: string;
  /** `Create`, `Update:posts`, `*:posts` or `*`. */
  readonly types: readonly string[];
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler with nothing to do after the commit simply ends
  handle(event: HandlerEvent): Promise<void | AfterCommit>;
}

export interface HandlerEvent {
  readonly tx: Tx;
  readonly activity: Activity;
  readonly services: Services;
}

export type AfterCommit = () => Promise<void>;

export interface RetryPolicy {
  /** Failures until a handling is dead. */
  readonly attempts: number;
  /** Seconds to wait after the nth failure, counted from 1. */
  readonly delay: (failures: number) => number;
}

/** 1, 2, 4 … seconds, at most ten minutes: dead after about half an hour. */
export const patient: RetryPolicy = { attempts: 11, delay: (failures) => Math.min(600, 2 ** (failures - 1)) };

interface Claimed extends ActivityRow {
  handling_id: string;
  handler: string;
  attempts: number;
}

export interface EventProcessor {
  /** Handles what is due, at most one batch; answers how many were taken up. */
  runBatch(): Promise<number>;
}

/**
 * Hands activities to handlers. Each (handler, object) is a queue of its own: only its head is
 * taken, under a row lock that other workers skip, so the order within it holds with any number
 * of workers; a head that is dead holds back its own queue and no other.
 */
export function createEventProcessor({
  payload,
  services,
  handlers,
  log,
  batchSize = 50,
  retry = patient,
}: {
  payload: Payload;
  services: Services;
  handlers: readonly Handler[];
  log: Pick<Log, 'error' | 'warn'>;
  batchSize?: number;
  retry?: RetryPolicy;
}): EventProcessor {
  const byName = new Map(handlers.map((handler) => [handler.name, handler]));
  const names = [...byName.keys()];
  /** How many batches are still to be of one, after a batch that could not be committed. */
  let careful = 0;

  const handle = async (tx: Tx, claimed: Claimed): Promise<AfterCommit | undefined> => {
    const handler = byName.get(claimed.handler);
    if (!handler) throw new Error(`no handler is called "${claimed.handler}"`);
    try {
      return await withSavepoint(tx, async (inner) => {
        const after = await handler.handle({ tx: inner, activity: toActivity(claimed), services });
        await reached('activity.before-mark');
        await markDone(inner, claimed);
        return after ?? undefined;
      });
    } catch (error) {
      const state = await markFailed(tx, claimed, error, retry);
      const about = { err: error, handler: claimed.handler, object: `${claimed.object_type}:${claimed.object_id}` };
      if (state === 'dead') log.error(about, 'a handling has failed for good; retry it in the admin');
      else log.warn(about, 'a handling failed and will be tried again');
      return undefined;
    }
  };

  return {
    runBatch: async () => {
      const limit = careful > 0 ? 1 : batchSize;
      const afterCommit: AfterCommit[] = [];
      let taken: Claimed[] = [];
      try {
        await inTransaction(payload, async (tx) => {
          taken = await claim(tx, names, limit);
          // A process that stands still must not keep its objects for ever: Postgres ends it.
          if (taken.length > 0) await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
          for (const claimed of taken) {
            await reached('activity.after-claim');
            const after = await handle(tx, claimed);
            if (after) afterCommit.push(after);
          }
          if (taken.length > 0) await reached('activity.before-commit');
        });
      } catch (error) {
        // Nothing of the batch was written. What made it fail as a whole is found one by one.
        if (taken.length === 0) throw error;
        if (taken.length > 1) careful = taken.length;
        else await markFailedAlone(payload, taken[0], error, retry);
        log.warn({ err: error, handlings: taken.length }, 'a batch of handlings could not be committed');
        return taken.length;
      }
      if (careful > 0) careful -= 1;
      if (taken.length > 0) await reached('activity.after-commit');
      for (const run of afterCommit) {
        await run().catch((error: unknown) => log.warn({ err: error }, 'an announcement after a handling failed'));
      }
      return taken.length;
    },
  };
}

/** The heads of the queues that are due, oldest first, locked for this transaction. */
async function claim(tx: Tx, names: readonly string[], limit: number): Promise<Claimed[]> {
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
    order by h.seq
    limit ${limit}
    for update of h skip locked
  `);
  return rows;
}

async function markDone(tx: Tx, { handling_id }: Claimed): Promise<void> {
  await tx.execute(sql`
    update activity_handlings
    set state = 'done', attempts = attempts + 1, handled_at = now(), last_error = null, updated_at = now()
    where id = ${handling_id}
  `);
}

async function markFailed(tx: Tx, { handling_id, attempts }: Claimed, error: unknown, retry: RetryPolicy): Promise<'pending' | 'dead'> {
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

/** For a handling that took its whole transaction down: the failure is written in one of its own. */
async function markFailedAlone(payload: Payload, claimed: Claimed | undefined, error: unknown, retry: RetryPolicy) {
  if (claimed) await inTransaction(payload, (tx) => markFailed(tx, claimed, error, retry));
}

function toReason(error: unknown): string {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.message}` : '';
  return (message + cause).slice(0, 4000);
}
