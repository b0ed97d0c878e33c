import type { Pool } from 'pg';
import { type Env, ROLES } from '../env.ts';
import type { Reach } from '../plugins/identity/own-fetch.ts';

/**
 * Where a process listens that serves a host of ours, by the table in which processes tell each
 * other; null for foreign hosts and for a role that runs nowhere.
 */
export function createReach({ sql, env }: { sql: Pool; env: Pick<Env, 'domain'> }): Reach {
  return async (host) => {
    const [name = ''] = host.split(':');
    const role = ROLES.find((known) => name === `${known}.${env.domain}`);
    if (!role) return null;
    const { rows } = await sql.query<{ url: string }>(
      `select url from process_peers where $1 = any(roles) and seen_at > now() - interval '20 seconds' order by seen_at desc limit 1`,
      [role],
    );
    if (!rows[0]) return null;
    const { hostname, port } = new URL(rows[0].url);
    return { address: hostname, port: Number(port) };
  };
}
