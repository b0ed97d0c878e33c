import type { Pool } from 'pg';
import type { Log } from './log.ts';

/**
 * Lets the process outlive its connections. When Postgres restarts, node-postgres tells of each
 * lost connection by an `error` event, and one that nobody hears ends the process; the query or
 * transaction that was running rejects all the same, which is where it is dealt with. Call it
 * once per pool, before the pool is used.
 */
export function surviveLostConnections(pool: Pool, log: Pick<Log, 'warn'>): void {
  const onLost = (error: Error) => log.warn({ err: error }, 'a connection to the database was lost');
  // Idle ones are reported by the pool, those in use by themselves.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
}
