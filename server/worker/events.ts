import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';
import { toActivity } from '../../platform/emit.ts';
import type { Log } from '../../platform/log.ts';
import { reached } from '../../platform/points.ts';
import { inTransaction, withSavepoint } from '../../platform/transactions.ts';
import { type Claimed, claim, markDone, markFailed } from './handlings.ts';

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
  /**
   * The same for several activities of as many objects, for a handler that can do them together in
   * fewer queries. When it throws, all of it is undone and they are handled one by one.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: as above
  handleMany?(event: Omit<HandlerEvent, 'activity'> & { readonly activities: readonly Activity[] }): Promise<void | AfterCommit>;
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

export interface EventProcessor {
  /** Handles what is due, at most one batch; answers how many were taken up. */
  runBatch(): Promise<number>;
}

/**
 * Hands activities to handlers. Each (handler, object) is a queue of its own: only its head is
 * taken, under a row lock that other workers skip, so the order within it holds with any number
 * of workers; a head that is dead holds back its own queue and no other. What a batch holds for one
 * handler shares one savepoint and one mark; when a part of it fails, each is done under its own.
 */
export function createEventProcessor({
  payload,
  services,
  handlers,
  log,
  batchSize = 150,
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

  const run = async (tx: Tx, handler: Handler, group: readonly Claimed[]): Promise<AfterCommit[]> => {
    const activities = group.map(toActivity);
    if (handler.handleMany && activities.length > 1) {
      for (const _ of group) await reached('activity.after-claim');
      const after = await handler.handleMany({ tx, activities, services });
      return after ? [after] : [];
    }
    const all: AfterCommit[] = [];
    for (const activity of activities) {
      await reached('activity.after-claim');
      const after = await handler.handle({ tx, activity, services });
      if (after) all.push(after);
      // Readers are served in between, whatever a handler had to reckon.
      await yieldToOthers();
    }
    return all;
  };

  const handle = async (tx: Tx, name: string, group: readonly Claimed[]): Promise<AfterCommit[]> => {
    const handler = byName.get(name);
    try {
      if (!handler) throw new Error(`no handler is called "${name}"`);
      return await withSavepoint(tx, async (inner) => {
        const after = await run(inner, handler, group);
        await reached('activity.before-mark');
        await markDone(inner, group);
        return after;
      });
    } catch (error) {
      const [claimed, ...others] = group;
      if (!claimed) return [];
      if (others.length > 0) {
        const all: AfterCommit[] = [];
        for (const one of group) all.push(...(await handle(tx, name, [one])));
        return all;
      }
      const state = await markFailed(tx, claimed, error, retry);
      const about = { err: error, handler: claimed.handler, object: `${claimed.object_type}:${claimed.object_id}` };
      if (state === 'dead') log.error(about, 'a handling has failed for good; retry it in the admin');
      else log.warn(about, 'a handling failed and will be tried again');
      return [];
    }
  };

  return {
    runBatch: async () => {
      const limit = careful > 0 ? 1 : batchSize;
      const afterCommit: AfterCommit[] = [];
      let taken: Claimed[] = [];
      try {
        await inTransaction(payload, async (tx) => {
          const due = await claim(tx, names, limit);
          // What people did is committed, and told, without what an import brought.
          taken = due[0]?.imported === false ? due.filter(({ imported }) => !imported) : due;
          // A process that stands still must not keep its objects for ever: Postgres ends it.
          if (taken.length > 0) await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
          for (const [name, group] of Map.groupBy(taken, ({ handler }) => handler)) {
            afterCommit.push(...(await handle(tx, name, group)));
            await yieldToOthers();
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

/** For a handling that took its whole transaction down: the failure is written in one of its own. */
async function markFailedAlone(payload: Payload, claimed: Claimed | undefined, error: unknown, retry: RetryPolicy) {
  if (claimed) await inTransaction(payload, (tx) => markFailed(tx, claimed, error, retry));
}
