import path from 'node:path';
import { type Env, readEnv } from '../env.ts';
import { createLog } from '../platform/log.ts';
import { type Booted, boot } from './boot.ts';
import { claimDataFolder } from './data-folder.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';

/**
 * The house without doors open, for commands: the same database as `npm start` (joined when
 * that is running), migrated, with every service. No HTTP and no worker: what a command
 * writes is handled by the worker that runs now or next.
 */
export async function openHeadless(): Promise<Booted & { env: Env; stop(): Promise<void> }> {
  const env = readEnv();
  claimDataFolder(env.dataDir);
  const database = env.databaseUrl
    ? { url: env.databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres'), join: true });
  try {
    const booted = await boot({ env, databaseUrl: database.url, log: createLog({ level: 'error' }) });
    return {
      ...booted,
      env,
      stop: async () => {
        await booted.close();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
