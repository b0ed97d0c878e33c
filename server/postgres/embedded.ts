import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LockHeld, withLock } from '../lock.ts';
import { Sentence } from '../sentence.ts';
import { type Account, chooseAccount, placeBinaries, placeData, type Way } from './account.ts';
import { type Binaries, getBinaries } from './binaries.ts';
import { checkFolder, createCluster, getClusterFolder, writeRules } from './cluster.ts';
import { findRunning, InUse, ownerSetting, takeOver } from './owner.ts';
import { PostgresEnded, startWatched, type Watched } from './watched.ts';

export interface EmbeddedPostgres {
  /** `postgresql://rose@localhost/rose?host=<folder of the socket>` */
  url: string;
  /** Fast shutdown; when it resolves no process is left. Leaves a joined one alone. */
  stop(): Promise<void>;
  /** Whether it belongs to another process, which may stop it at any time. */
  joined: boolean;
  /** Resolves with its last lines when Postgres has ended without being asked; never for a joined one. */
  ended: Promise<string[]>;
}

export interface EmbeddedOptions {
  /** Folder for the database (ROSE_DATA/postgres); unused when ephemeral. */
  dataDir?: string;
  /** What Postgres has to say beyond the ordinary. */
  log?: (line: string) => void;
  /** For tests: a temporary folder, removed at the end however it comes, and no waiting for the disk. */
  ephemeral?: boolean;
  /** Use the Postgres that another process runs on the folder, if one does. */
  join?: boolean;
  /** How root runs Postgres, for tests; chosen by what the machine allows. */
  way?: Way;
}

/**
 * Starts the pinned Postgres on a Unix socket in a 0700 folder; no TCP. It ends when this process
 * ends, also by `kill -9`. Throws one sentence when the folder is foreign, of another version, or in
 * use by a living process.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const ephemeral = options.ephemeral === true;
  const account = chooseAccount(options.way);
  const binaries = placeBinaries(getBinaries(), account);
  const folder = placeData(ephemeral ? temporaryFolder() : path.resolve(required(options.dataDir)), account);
  checkFolder(folder);

  if (options.join) {
    const url = await findUrl(folder);
    if (url !== undefined) return { url, joined: true, stop: async () => {}, ended: new Promise(() => {}) };
  }
  const start = { folder, account, binaries, ephemeral, log: options.log ?? (() => {}) };
  try {
    // waits for another one that is starting here, then finds the folder in use
    return await withLock(path.join(folder, 'starting'), 60_000, () => launch(start));
  } catch (error) {
    throw error instanceof LockHeld ? new InUse(folder) : error;
  }
}

interface Start {
  folder: string;
  account: Account;
  binaries: Binaries;
  ephemeral: boolean;
  log: (line: string) => void;
}

async function launch(start: Start): Promise<EmbeddedPostgres> {
  const { folder, account, binaries, ephemeral, log } = start;
  await takeOver(folder);
  await createCluster(start);
  const socketFolder = makeSocketFolder(folder, account.ids);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    ...writeRules(folder, account),
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_min_messages=log',
    ownerSetting(),
    ...(ephemeral ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const postgres = await startPatiently(folder, () =>
    startWatched({
      command: [
        path.join(binaries.folder, 'bin', 'postgres'),
        '-D',
        getClusterFolder(folder),
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      account,
      removeAfter: ephemeral ? folder : socketFolder.startsWith(folder) ? undefined : socketFolder,
      log,
      forceStop: () => {
        const running = findRunning(folder);
        if (running !== undefined) process.kill(running.pid, 'SIGQUIT');
      },
    }),
  );
  try {
    await createDatabase(socketFolder);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url: toUrl(socketFolder), joined: false, stop: postgres.stop, ended: postgres.endedUnasked };
}

/** After a crash the last backends may hold the shared memory for a moment: tried again for ten seconds. */
async function startPatiently(folder: string, start: () => Promise<Watched>): Promise<Watched> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof PostgresEnded)) throw error;
      if (error.message.includes('lock file "postmaster.pid" already exists')) throw new InUse(folder, findRunning(folder)?.owner);
      if (!error.message.includes('shared memory block') || attempt === 50)
        throw new Sentence(`Postgres did not start on ${folder}: ${error.message}`);
    }
    await sleep(200);
  }
}

/** The address of the Postgres that a living process runs on `folder`, waited for until it is ready; nothing when there is none. */
async function findUrl(folder: string): Promise<string | undefined> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const running = findRunning(folder);
    if (running?.owner === undefined) return undefined;
    if (running.ready && (await hasDatabase(running.socketFolder))) return toUrl(running.socketFolder);
    await sleep(50);
  }
  throw new Sentence(`The Postgres on ${folder} does not become ready. Stop the process that runs it.`);
}

async function createDatabase(socketFolder: string): Promise<void> {
  if (await hasDatabase(socketFolder)) return;
  const client = new pg.Client({ host: socketFolder, user: 'rose', database: 'postgres' });
  await client.connect();
  try {
    await client.query('CREATE DATABASE rose');
  } finally {
    await client.end();
  }
}

async function hasDatabase(socketFolder: string): Promise<boolean> {
  const client = new pg.Client({ host: socketFolder, user: 'rose', database: 'postgres' });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'rose'");
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

function toUrl(socketFolder: string): string {
  return `postgresql://rose@localhost/rose?host=${encodeURIComponent(socketFolder)}`;
}

/** The socket stands beside the data, or, where that path is longer than a socket's may be, in a temporary folder. */
function makeSocketFolder(folder: string, ids: { uid: number; gid: number } | undefined): string {
  const beside = path.join(folder, 'socket');
  const fits = Buffer.byteLength(path.join(beside, '.s.PGSQL.5432')) < 100;
  // a killed Postgres leaves its socket and a lock that may name a living process by now
  fs.rmSync(beside, { recursive: true, force: true });
  const chosen = fits ? beside : fs.mkdtempSync(path.join(os.tmpdir(), 'rose-pg-'));
  fs.mkdirSync(chosen, { recursive: true, mode: 0o700 });
  if (ids !== undefined) fs.chownSync(chosen, ids.uid, ids.gid);
  return chosen;
}

function temporaryFolder(): string {
  return path.join(os.tmpdir(), `rose-pg-${randomBytes(6).toString('hex')}`);
}

function required(dataDir: string | undefined): string {
  if (dataDir === undefined) throw new TypeError('startEmbeddedPostgres needs dataDir unless it is ephemeral');
  return dataDir;
}
