import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Env, readEnv } from '../../env.ts';
import { type Booted, boot } from '../../server/boot.ts';
import { toDatabaseUrl } from './harness-urls.ts';

export interface TestBoot extends Booted {
  readonly env: Env;
  readonly databaseUrl: string;
}

/**
 * The real Payload with every service, on a database of this file's own: a copy of the
 * migrated template that `global-setup.ts` made. `source` adds to the environment.
 */
export async function bootTest(source: Record<string, string> = {}): Promise<TestBoot> {
  const { databaseUrl, drop } = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rose-test-'));
  const env = readEnv({
    NODE_ENV: 'test',
    ROSE_ROOT: path.resolve(import.meta.dirname, '../..'),
    ROSE_DATA: dataDir,
    ROSE_SECRET: 'a secret of the tests that is long enough',
    DATABASE_URL: databaseUrl,
    ...source,
  });
  const booted = await boot({ env, databaseUrl });
  return {
    ...booted,
    env,
    databaseUrl,
    close: async () => {
      await booted.close();
      await drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty, migrated database; for tests that start processes of their own. */
export async function createTestDatabase(): Promise<{ databaseUrl: string; drop(): Promise<void> }> {
  const { serverUrl, template } = inject('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template ${template}`);
  return {
    databaseUrl: toDatabaseUrl(serverUrl, name),
    drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
