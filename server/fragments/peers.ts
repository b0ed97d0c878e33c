import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { Pool } from 'pg';
import type { Role } from '../../contracts/shared.ts';
import type { Log } from '../../platform/log.ts';

/** Another process of ours that runs a role. */
export interface Peer {
  readonly id: string;
  readonly roles: readonly string[];
  /** `http://10.0.1.7:3000`: an address, never a name of a site. */
  readonly url: string;
}

export interface Peers {
  /** Of this process; part of the nonces meant for it. */
  readonly id: string;
  /** One that was seen lately, another one each time when there are several. */
  find(role: Role): Peer | null;
  start(url: string): Promise<void>;
  close(): Promise<void>;
}

const BEAT_MS = 5_000;
const GONE_AFTER = '20 seconds';

/** Processes find each other in the database: each writes where it is every few seconds, and reads the others. */
export function createPeers(options: { sql: Pool; roles: readonly Role[]; log: Log; beatMs?: number }): Peers {
  const { sql, roles, log } = options;
  const id = randomUUID();
  let peers: readonly Peer[] = [];
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;

  async function beat(url: string) {
    await sql.query(
      `insert into process_peers (id, roles, url, seen_at) values ($1, $2, $3, now())
       on conflict (id) do update set roles = excluded.roles, url = excluded.url, seen_at = now()`,
      [id, [...roles], url],
    );
    const { rows } = await sql.query<Peer>(
      `select id, roles, url from process_peers where id <> $1 and seen_at > now() - interval '${GONE_AFTER}' order by id`,
      [id],
    );
    peers = rows;
  }

  return {
    id,
    find(role) {
      const able = peers.filter((peer) => peer.roles.includes(role));
      return able[turn++ % Math.max(1, able.length)] ?? null;
    },
    async start(url) {
      await sql.query(`delete from process_peers where seen_at < now() - interval '1 hour'`);
      await beat(url);
      timer = setInterval(() => {
        beat(url).catch((error: unknown) => log.warn({ error }, 'This process could not tell the others where it is'));
      }, options.beatMs ?? BEAT_MS);
      timer.unref();
    },
    async close() {
      clearInterval(timer);
      await sql.query('delete from process_peers where id = $1', [id]).catch(() => {});
    },
  };
}

/**
 * Where other processes reach this one. A database on this machine means that they are here too;
 * otherwise they are on the network that the database is on, as the containers of a stack are.
 */
export function toPeerUrl(databaseUrl: string | undefined, port: number): string {
  const host = databaseUrl === undefined || !URL.canParse(databaseUrl) ? '' : new URL(databaseUrl).hostname;
  if (host === '' || host === 'localhost' || host === '[::1]' || host.startsWith('127.')) return `http://127.0.0.1:${port}`;
  const outward = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal);
  return `http://${outward?.address ?? '127.0.0.1'}:${port}`;
}
