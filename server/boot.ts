import { getPayload, type Payload } from 'payload';
import { tellConfigFiles, type Env } from '../env.ts';
import type { Services } from '../contracts/services.ts';
import { migrate } from './migrations.ts';
import { createServices } from './registry.ts';

export interface Booted {
  readonly payload: Payload;
  readonly services: Services;
  readonly migrated: number;
  close(): Promise<void>;
}

/**
 * Payload on a migrated database, with every service: what the server, the commands
 * and the tests share. Starts no HTTP and no worker.
 */
export async function boot({ env, databaseUrl }: { env: Env; databaseUrl: string }): Promise<Booted> {
  tellConfigFiles(env, databaseUrl);
  const { default: config } = await import('../payload.config.ts');
  const payload = await getPayload({ config, disableOnInit: true });
  const migrated = await migrate(payload, databaseUrl);
  const services = createServices({ payload });
  return {
    payload,
    services,
    migrated,
    close: () => closePayload(payload),
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
