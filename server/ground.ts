import path from 'node:path';
import type { Env } from '../env.ts';
import { claimDataFolder } from './data-folder.ts';
import { choosePort } from './port.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';

/** What a house stands on. */
export interface Ground {
  /** With the port that was found to be free. */
  readonly env: Env;
  /** Being started; rejects with a sentence when it cannot be. */
  readonly database: Promise<{ url: string; ended: Promise<string[]>; stop: () => Promise<void> }>;
}

/**
 * A free port, the data folder, and a database that begins to start. Imports little, so that the database
 * starts while the thousands of modules of the house are being read.
 */
export async function openGround(given: Env): Promise<Ground> {
  const env = { ...given, port: await choosePort(given.port) };
  claimDataFolder(env.dataDir);
  const database = openDatabase(env);
  // Whoever waits for it hears of a failure.
  database.catch(() => {});
  return { env, database };
}

async function openDatabase(env: Env): Ground['database'] {
  if (env.databaseUrl) return { url: env.databaseUrl, ended: new Promise(() => {}), stop: async () => {} };
  return startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres') });
}
