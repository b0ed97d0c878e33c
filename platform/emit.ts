import { sql } from '@payloadcms/db-postgres';
import type { Activity, NewActivity, Tx } from '../contracts/shared.ts';
import { markEmitted } from './nudge.ts';
import { prepared } from './prepared.ts';

/**
 * Writes one activity and, for every handler that subscribed to its kind, one piece of work,
 * in the caller's transaction: what happened and what must follow are saved together or not
 * at all. Call it after the write of the object it is about: the lock on that row is what
 * keeps the activities of one object in their true order.
 */
export async function emit(tx: Tx, activity: NewActivity): Promise<{ id: string; seq: bigint }> {
  const { type, object, actor = null, target = null, visibility, imported = false, data } = activity;
  const { rows } = await tx.execute<{ id: string; seq: string }>(
    prepared(sql`
    with written as (
      insert into activities (
        seq, type, object_type, object_id, actor_type, actor_id, target_type, target_id,
        visibility, imported, data, created_at, updated_at
      ) values (
        nextval('activity_seq'), ${type}, ${object.type}, ${object.id},
        ${actor?.type ?? null}, ${actor?.id ?? null},
        ${target?.type ?? null}, ${target?.id ?? null},
        ${visibility}, ${imported}, ${data ? JSON.stringify(data) : null}, now(), now()
      )
      returning id, seq, type, object_type, object_id, imported
    ), handed as (
      insert into activity_handlings (
        activity_id, handler, seq, object_type, object_id, imported, state, attempts, next_at, created_at, updated_at
      )
      select w.id, h.name, w.seq, w.object_type, w.object_id, w.imported, 'pending', 0, now(), now(), now()
      from written w
      join activity_handlers h
        on h.types && array['*', w.type, '*:' || w.object_type, w.type || ':' || w.object_type]::text[]
    )
    select id::text as id, seq::text as seq from written
  `),
  );
  const [row] = rows;
  if (!row) throw new Error(`the activity ${type} of ${object.type} ${object.id} was not written`);
  markEmitted(tx);
  return { id: row.id, seq: BigInt(row.seq) };
}

/** What a handler says about itself: `types` are `Create`, `Update:posts`, `*:posts` or `*`. */
export interface Subscription {
  readonly name: string;
  readonly types: readonly string[];
}

/**
 * Makes the subscriptions known to every process, whatever its roles: they live in a table
 * that `emit` reads. A handler that is gone from the code leaves the table by a migration, so
 * that an older worker that starts again during a deployment cannot unsubscribe a newer one.
 */
export async function subscribe(tx: Tx, subscriptions: readonly Subscription[]): Promise<void> {
  for (const { name, types } of subscriptions) {
    await tx.execute(sql`
      insert into activity_handlers (name, types) values (${name}, ${sql.param([...types])}::text[])
      on conflict (name) do update set types = excluded.types
        where activity_handlers.types is distinct from excluded.types
    `);
  }
}

/** An activity row as raw SQL reads it; every query that feeds `toActivity` selects these. */
export const activityColumns = sql.raw(
  'a.id::text as activity_id, a.seq::text as seq, a.type, a.object_type, a.object_id, a.actor_type, a.actor_id, ' +
    'a.target_type, a.target_id, a.visibility, a.imported, a.data, a.created_at',
);

export interface ActivityRow extends Record<string, unknown> {
  activity_id: string;
  seq: string;
  type: string;
  object_type: string;
  object_id: string;
  actor_type: string | null;
  actor_id: string | null;
  target_type: string | null;
  target_id: string | null;
  visibility: 'internal' | 'public';
  imported: boolean;
  data: Record<string, unknown> | null;
  created_at: Date | string;
}

export function toActivity(row: ActivityRow): Activity {
  return {
    id: row.activity_id,
    seq: BigInt(row.seq),
    type: row.type,
    object: { type: row.object_type, id: row.object_id },
    actor: toReference(row.actor_type, row.actor_id),
    target: toReference(row.target_type, row.target_id),
    visibility: row.visibility,
    imported: row.imported,
    data: row.data ?? {},
    createdAt: new Date(row.created_at).toISOString(),
  };
}

function toReference(type: string | null, id: string | null): Activity['object'] | null {
  return type && id ? { type, id } : null;
}
