import { getPayload, type Payload } from 'payload';
import type { Services } from '../contracts/services.ts';
import { type Env, publicUrl, tellConfigFiles } from '../env.ts';
import { createRedisCache } from '../platform/cache.redis.ts';
import { type CacheClient, createMemoryCache } from '../platform/cache.ts';
import { subscribe } from '../platform/emit.ts';
import { createLog, type Log } from '../platform/log.ts';
import { surviveLostConnections } from '../platform/lost-connections.ts';
import { prepareQueue } from '../platform/queue.ts';
import { createSecrets } from '../platform/secrets.ts';
import { inTransaction } from '../platform/transactions.ts';
import { type Opened, openDoors } from './doors.ts';
import { createHandlers } from './handlers.ts';
import { migrate } from './migrations.ts';
import { createServices, setRegistry } from './registry.ts';

export interface Booted extends Opened {
  readonly payload: Payload;
  readonly services: Services;
  readonly cache: CacheClient;
  readonly log: Log;
  /** How many migrations were applied. */
  readonly migrated: number;
  close(): Promise<void>;
}

/**
 * Payload on a migrated database, with every service and door: what the server, the
 * commands and the tests share. Starts no HTTP and no worker.
 */
export async function boot({
  env,
  databaseUrl,
  log = createLog({ level: 'warn' }),
}: {
  env: Env;
  databaseUrl: string;
  log?: Log;
}): Promise<Booted> {
  tellConfigFiles(env, databaseUrl);
  const { default: config } = await import('../payload.config.ts');
  const payload = await getPayload({ config, disableOnInit: true });
  surviveLostConnections(payload.db.pool, log);

  const cache = env.redisUrl ? createRedisCache({ url: env.redisUrl, log }) : createMemoryCache();
  const secrets = createSecrets({ secret: env.secret, previous: env.previousSecret === undefined ? [] : [env.previousSecret] });
  const opened = openDoors({ env, payload, services: () => services, cache, secrets, log });
  const services = createServices({ payload, doors: () => opened.doors, originOf: (site) => publicUrl(env, site) });
  setRegistry({ services, doors: opened.doors });

  const migrated = await migrate(payload, databaseUrl, async () => {
    await prepareQueue(payload, opened.jobs);
    // What is written before the first worker starts, by the seed or an import, is handed out all the same.
    const handlers = createHandlers({ purges: { announce: async () => {} } });
    await inTransaction(payload, (tx) => subscribe(tx, [...handlers, ...opened.handlers]));
  });
  await opened.resealKeys();
  return {
    ...opened,
    payload,
    services,
    cache,
    log,
    migrated,
    close: async () => {
      await cache.close();
      await closePayload(payload);
    },
  };
}

/**
 * Payload's destroy leaves its pool open, and one client of it is checked out for good
 * (connect.js holds it to notice lost connections), so the end of the pool cannot be awaited.
 */
export async function closePayload(payload: Payload): Promise<void> {
  const { pool } = payload.db;
  await payload.destroy();
  void pool.end();
}
