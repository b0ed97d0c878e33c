import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import type { Log } from '../../platform/log.ts';

const EVERY_MS = 1000;
/** Commits may become visible out of order; so much is looked at again and again. */
const LOOK_BACK_SECONDS = 15;

export interface Revocations {
  /** In this process, at once. */
  announce(sids: readonly string[]): void;
  onRevoked(listener: (sids: readonly string[]) => void): void;
  /** Begins to look for what other processes ended. */
  start(): void;
  stop(): void;
  /** One look; for tests and for those who cannot wait. */
  look(): Promise<void>;
}

/**
 * Tells this process which sessions ended, or whose person changed, in any process. It asks
 * Postgres once a second, so no message can be lost and it is the same with and without Redis.
 */
export function createRevocations({ tx, log }: { tx: Tx; log: Pick<Log, 'warn'> }): Revocations {
  const listeners = new Set<(sids: readonly string[]) => void>();
  const told = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  const announce = (sids: readonly string[]) => {
    if (sids.length > 0) for (const listener of listeners) listener(sids);
  };
  const look = async () => {
    const { rows } = await tx.execute<{ id: string; what: string }>(sql`
      select id::text as id, 'ended' as what from site_sessions
      where ended_at > now() - ${LOOK_BACK_SECONDS} * interval '1 second'
      union all
      select s.id::text, u.updated_at::text from users u join site_sessions s on s.user_id = u.id and s.ended_at is null
      where u.updated_at > now() - ${LOOK_BACK_SECONDS} * interval '1 second'
    `);
    const now = Date.now();
    for (const [key, at] of told) if (now - at > LOOK_BACK_SECONDS * 4000) told.delete(key);
    const fresh = rows.filter(({ id, what }) => !told.has(`${id} ${what}`));
    for (const { id, what } of fresh) told.set(`${id} ${what}`, now);
    announce(fresh.map(({ id }) => id));
  };

  return {
    announce,
    onRevoked: (listener) => void listeners.add(listener),
    look,
    start: () => {
      timer ??= setInterval(() => {
        looking ??= look()
          .catch((error: unknown) => log.warn({ err: error }, 'Could not ask which sessions have ended.'))
          .finally(() => (looking = undefined));
      }, EVERY_MS);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
