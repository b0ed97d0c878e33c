import { sql as query } from '@payloadcms/db-postgres';
import { Client, type Pool } from 'pg';
import type { Tx } from '../../contracts/shared.ts';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import { isTag } from './cache-headers.ts';
import type { Generations } from './generations.ts';

export interface Purge {
  readonly tags: readonly string[];
  /** Those among them whose pages may be shown for a moment longer, while they are made anew. */
  readonly soft?: readonly string[];
}

/** Notes in the caller's transaction what is to be purged; announce it after the commit. */
export async function recordPurge(tx: Tx, { tags, soft = [] }: Purge): Promise<bigint> {
  const wanted = [...new Set(tags)];
  const wrong = wanted.find((tag) => !isTag(tag));
  if (wrong !== undefined) throw new Error(`“${wrong}” is no cache tag.`);
  const { rows } = await tx.execute<{ seq: string }>(
    query`insert into cache_purges (tags, soft) values (${query.param(wanted)}::text[], ${query.param([...soft])}::text[]) returning seq`,
  );
  const seq = rows[0]?.seq;
  if (seq === undefined) throw new Error('A purge was not recorded.');
  return BigInt(seq);
}

/** Deletes purges that every process has long seen; for a sweep of the worker. */
export async function deleteOldPurges(sql: Pool): Promise<number> {
  const { rowCount } = await sql.query(`delete from cache_purges where created_at < now() - interval '2 days'`);
  return rowCount ?? 0;
}

export interface Purges {
  /** Begins to listen; returns once purges of others are heard, or at least looked for. */
  start(): Promise<void>;
  /** After the commit of `recordPurge`: purges here, in the shared cache and in other processes. */
  announce(seq: bigint): Promise<void>;
  close(): Promise<void>;
}

const CHANNEL = 'rose_purge';
const SEEN_KEY = 'purged-up-to';
/** How often a process looks for purges whose message was lost, in milliseconds. */
const LOOK_EVERY = 2000;
/** NOTIFY carries less than 8000 bytes; Redis has no such bound. */
const LONGEST_NOTICE = 7900;
/** Stands in a message before the soft tags; it is no tag. */
const SOFT_FROM = '|';
/** Sequence numbers are given before their commit: one may appear after a higher one. */
const LATECOMERS = 200n;

/**
 * Carries purges between processes. The row in `cache_purges` is the truth; a message (Redis
 * pub/sub when there is Redis, else NOTIFY, sent outside of any transaction) only says that there
 * is one. Whoever reconnects or looks finds what was missed by its sequence number.
 */
export function createPurges(options: {
  sql: Pool;
  cache: CacheClient;
  generations: Generations;
  /** Drops the tags from what this process holds, and makes stale what has only a soft one. */
  purge: (tags: readonly string[], soft: readonly string[]) => void;
  log: Log;
}): Purges {
  const { sql, cache, generations, purge, log } = options;
  const seen = new Set<bigint>();
  let highest = 0n;
  let closed = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let client: Client | null = null;
  let unsubscribe: (() => Promise<void>) | null = null;

  async function apply(seq: bigint, { tags, soft = [] }: Purge, shared: 'advance' | 'advanced') {
    const gentle = new Set(soft);
    const hard = gentle.size === 0 ? tags : tags.filter((tag) => !gentle.has(tag));
    generations.advance(hard, soft);
    purge(hard, soft);
    // Before it counts as seen: when the shared cache is away, the next look tries again.
    if (shared === 'advance') await generations.advanceShared(tags);
    seen.add(seq);
    if (seq > highest) highest = seq;
    for (const old of seen) {
      if (old >= highest - LATECOMERS * 2n) break;
      seen.delete(old);
    }
  }

  /** One look at a time; a call during one makes it look once more. */
  function look(): Promise<void> {
    lookAgain = true;
    looking ??= (async () => {
      while (lookAgain && !closed) {
        lookAgain = false;
        const { rows } = await sql.query<{ seq: string; tags: string[]; soft: string[] }>(
          'select seq, tags, soft from cache_purges where seq > $1 order by seq',
          [String(highest - LATECOMERS)],
        );
        for (const row of rows) {
          if (!seen.has(BigInt(row.seq))) await apply(BigInt(row.seq), row, 'advance');
        }
        if (rows.length > 0 && cache.shared) await cache.raise(SEEN_KEY, Number(highest), 366 * 24 * 3600);
      }
    })()
      .catch((error: unknown) => log.warn({ error }, 'Purges could not be looked up'))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  function onMessage(message: string) {
    const { seq, purge: told } = readMessage(message);
    if (seq === null || seen.has(seq)) return;
    // A message that does not hold all that matters says only that there is something.
    if (told.tags.length === 0) void look();
    else void apply(seq, told, 'advanced');
  }

  async function listen() {
    if (closed) return;
    const next = new Client(sql.options);
    const again = () => {
      if (client !== next) return;
      client = null;
      next.end().catch(() => {});
      setTimeout(() => void listen(), 500).unref();
    };
    client = next;
    next.on('error', again);
    next.on('end', again);
    next.on('notification', ({ payload }) => onMessage(payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      await look();
    } catch (error) {
      log.warn({ error }, 'Purges of other processes cannot be heard now');
      again();
    }
  }

  async function findStart(): Promise<bigint> {
    const { rows } = await sql.query<{ seq: string }>('select coalesce(max(seq), 0) as seq from cache_purges');
    const last = BigInt(rows[0]?.seq ?? 0);
    if (!cache.shared) return last;
    // What nobody told the shared cache while all processes were down is told now.
    const told = await cache.get(SEEN_KEY).catch(() => null);
    return told === null ? last : BigInt(told.toString());
  }

  return {
    async start() {
      highest = await findStart();
      const { rows } = await sql.query<{ seq: string }>('select seq from cache_purges where seq > $1 and seq <= $2', [
        String(highest - LATECOMERS),
        String(highest),
      ]);
      for (const row of rows) seen.add(BigInt(row.seq));
      timer = setInterval(() => void look(), LOOK_EVERY);
      timer.unref();
      if (!cache.shared) return listen();
      // Not awaited: Redis may be away, and the looks find everything meanwhile.
      cache.subscribe(CHANNEL, { onMessage, onConnect: () => void look() }).then(
        (off) => {
          unsubscribe = off;
          if (closed) void off();
        },
        (error: unknown) => log.warn({ error }, 'Purges of other processes cannot be heard now'),
      );
      await look();
    },
    async announce(seq) {
      const { rows } = await sql.query<{ tags: string[]; soft: string[] }>('select tags, soft from cache_purges where seq = $1', [
        String(seq),
      ]);
      const [row] = rows;
      if (!row) throw new Error(`Purge ${seq} is announced before its commit, or was never recorded.`);
      if (!seen.has(seq)) await apply(seq, row, 'advance');
      const message = toMessage(seq, row);
      if (cache.shared) await cache.publish(CHANNEL, message);
      else await sql.query('select pg_notify($1, $2)', [CHANNEL, Buffer.byteLength(message) < LONGEST_NOTICE ? message : String(seq)]);
    },
    async close() {
      closed = true;
      clearInterval(timer);
      const listener = client;
      client = null;
      await listener?.end().catch(() => {});
      // Not awaited: a cache that is away would never answer.
      unsubscribe?.().catch(() => {});
      await looking;
    },
  };
}

/** The number, the tags, and after a separator those among them that are soft. */
function toMessage(seq: bigint, { tags, soft = [] }: Purge): string {
  return [String(seq), ...tags, ...(soft.length > 0 ? [SOFT_FROM, ...soft] : [])].join(' ');
}

function readMessage(message: string): { seq: bigint | null; purge: Required<Purge> } {
  const [seq = '', ...words] = message.split(' ');
  const at = words.indexOf(SOFT_FROM);
  const purge = at < 0 ? { tags: words, soft: [] } : { tags: words.slice(0, at), soft: words.slice(at + 1) };
  return { seq: /^\d+$/.test(seq) ? BigInt(seq) : null, purge };
}
