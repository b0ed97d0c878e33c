import type {} from '@payloadcms/db-postgres';
import type { Payload } from 'payload';

/**
 * Runs `work` if nobody else holds the lock of that name, in whichever process; answers whether
 * it ran. The lock belongs to a connection, not to a transaction, so `work` may take its time,
 * and a killed process lets go of it.
 */
export async function withAdvisoryLock(payload: Payload, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await payload.db.pool.connect();
  let lost: Error | undefined;
  const onError = (error: Error) => {
    lost = error;
  };
  client.on('error', onError);
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [name]);
    if (!rows[0]?.held) return false;
    try {
      await work();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch((error: Error) => {
        lost ??= error;
      });
    }
    return true;
  } finally {
    client.off('error', onError);
    // A connection that may still hold the lock must not go back to the pool.
    client.release(lost);
  }
}
