import type { KvKey, KvStore } from '@fedify/fedify';
import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toExecutor } from '../../platform/transactions.ts';

/**
 * Fedify's memory in Postgres, so that every process and the next start know the same. Values are
 * JSON; what has run out is as good as absent and is swept.
 */
export function createKvStore(payload: Payload): Required<KvStore> {
  const db = toExecutor(payload);
  const toKey = (key: KvKey) => sql`${sql.param([...key])}::text[]`;
  const toExpiry = (ttl: { total(unit: 'seconds'): number } | undefined) =>
    ttl ? sql`now() + ${ttl.total('seconds')} * interval '1 second'` : sql`null`;

  return {
    get: async <T>(key: KvKey) => {
      const { rows } = await db.execute<{ value: T }>(sql`
        select value from activitypub_kv
        where key = ${toKey(key)} and (expires_at is null or expires_at > now())
      `);
      return rows[0]?.value;
    },
    set: async (key, value, options) => {
      await db.execute(sql`
        insert into activitypub_kv (key, value, expires_at)
        values (${toKey(key)}, ${JSON.stringify(value)}::jsonb, ${toExpiry(options?.ttl)})
        on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
      `);
    },
    delete: async (key) => {
      await db.execute(sql`delete from activitypub_kv where key = ${toKey(key)}`);
    },
    cas: async (key, expected, value, options) => {
      const json = JSON.stringify(value);
      const { rowCount } =
        expected === undefined
          ? await db.execute(sql`
              insert into activitypub_kv (key, value, expires_at)
              values (${toKey(key)}, ${json}::jsonb, ${toExpiry(options?.ttl)})
              on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
                where activitypub_kv.expires_at <= now()
            `)
          : await db.execute(sql`
              update activitypub_kv set value = ${json}::jsonb, expires_at = ${toExpiry(options?.ttl)}
              where key = ${toKey(key)} and value = ${JSON.stringify(expected)}::jsonb
                and (expires_at is null or expires_at > now())
            `);
      return rowCount === 1;
    },
    list: async function* (prefix) {
      const length = prefix?.length ?? 0;
      const { rows } = await db.execute<{ key: [string, ...string[]]; value: unknown }>(sql`
        select key, value from activitypub_kv
        where (expires_at is null or expires_at > now())
          ${prefix ? sql`and key[1:${length}::int] = ${toKey(prefix)}` : sql``}
        order by key
      `);
      yield* rows;
    },
  };
}

/** Forgets what has run out; for a sweep. */
export async function sweepKv(payload: Payload): Promise<void> {
  await toExecutor(payload).execute(sql`delete from activitypub_kv where expires_at <= now()`);
}
