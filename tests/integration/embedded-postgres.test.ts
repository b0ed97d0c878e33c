import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/postgres/embedded.ts';
import { asOrdinaryUser, listProcesses, type Started, start, waitForNone } from './processes.ts';

const CHILD = path.join(import.meta.dirname, 'postgres-child.ts');
const root = process.getuid?.() === 0;
let folder: string;
const started: Started[] = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rose-life-'));
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  expect(await waitForNone(folder)).toEqual([]);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A new ROSE_DATA and the folder in it that Postgres is given. */
function makeData(name: string): string {
  const data = path.join(folder, name);
  fs.mkdirSync(data, { mode: 0o700 });
  fs.writeFileSync(path.join(data, '.rose-ash'), '');
  return path.join(data, 'postgres');
}

async function run(options: Record<string, unknown>, prefix: readonly string[] = []): Promise<{ process: Started; url: string }> {
  const one = start([...prefix, process.execPath, CHILD, JSON.stringify(options)], { env: { PATH: process.env.PATH ?? '', HOME: folder } });
  started.push(one);
  await one.said('joined ');
  return { process: one, url: /url (\S+)/.exec(one.output())?.[1] ?? '' };
}

async function refusal(options: Record<string, unknown>): Promise<string> {
  const one = start([process.execPath, CHILD, JSON.stringify(options)], { env: { PATH: process.env.PATH ?? '' } });
  started.push(one);
  expect(await one.ended).toBe(1);
  return one.output().trim();
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('an empty database with the text rules and extensions we count on, and no way in but the socket', async () => {
  const postgres = await startEmbeddedPostgres({ ephemeral: true });
  try {
    for (const name of ['pg_trgm', 'unaccent', 'pgcrypto', 'citext']) await query(postgres.url, `create extension ${name}`);
    expect(await query(postgres.url, "select lower('ÄÖÉ') as small, current_setting('server_encoding') as encoding")).toEqual([
      { small: 'äöé', encoding: 'UTF8' },
    ]);
    expect(
      await query(postgres.url, "select to_tsvector('simple', '“Hallo”, Wörld') @@ to_tsquery('simple', 'hallo & wörld') as found"),
    ).toEqual([{ found: true }]);
    expect(await query(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const socket = new URL(postgres.url).searchParams.get('host') ?? '';
    expect(fs.statSync(socket).mode & 0o777).toBe(0o700);
  } finally {
    await postgres.stop();
  }
});

test('an ephemeral one leaves nothing, not even after kill -9', async () => {
  const { process: owner, url } = await run({ ephemeral: true });
  const data = path.dirname(new URL(url).searchParams.get('host') ?? '');
  expect(fs.existsSync(data)).toBe(true);
  owner.child.kill('SIGKILL');
  expect(await waitForNone(data)).toEqual([]);
  expect(fs.existsSync(data)).toBe(false);
});

describe('the end of its owner', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('%s leaves no process, and what was written is there afterwards', async (signal) => {
    const dataDir = makeData(`end-${signal}`);
    const first = await run({ dataDir });
    await query(first.url, 'create table kept as select 1 as one');
    // somebody is in the middle of something
    const busy = new pg.Client({ connectionString: first.url });
    busy.on('error', () => {});
    await busy.connect();
    await busy.query('begin; insert into kept values (2)');
    first.process.child.kill(signal);
    await first.process.ended;
    expect(await waitForNone(dataDir)).toEqual([]);
    const second = await run({ dataDir });
    expect(await query(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
    second.process.child.stdin?.write('end\n');
    expect(await second.process.ended).toBe(0);
  });

  test('a start right after kill -9 waits for the old one to go', async () => {
    const dataDir = makeData('at-once');
    const first = await run({ dataDir });
    await query(first.url, 'create table kept as select 1 as one');
    first.process.child.kill('SIGKILL');
    const second = await run({ dataDir });
    expect(await query(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  test('with everything killed at once, what is left behind names a process that is none of ours', async () => {
    const dataDir = makeData('all-killed');
    const first = await run({ dataDir });
    await query(first.url, 'create table kept as select 1 as one');
    for (const pid of listProcesses(dataDir)) process.kill(pid, 'SIGKILL');
    expect(await waitForNone(dataDir)).toEqual([]);
    const left = path.join(dataDir, 'cluster/postmaster.pid');
    fs.writeFileSync(left, fs.readFileSync(left, 'utf8').replace(/^\d+/, String(process.pid)));
    const second = await run({ dataDir });
    expect(await query(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
  });
});

describe('a folder that another one uses', () => {
  test('a second owner is refused with a sentence, a guest may join', async () => {
    const dataDir = makeData('shared');
    const first = await run({ dataDir });
    expect(await refusal({ dataDir })).toBe(
      `refused The database in ${dataDir} is in use by another process (${first.process.child.pid}). Stop that one, or set ROSE_DATA to another folder.`,
    );
    const guest = await run({ dataDir, join: true });
    expect(guest.process.output()).toContain('joined true');
    guest.process.child.stdin?.write('end\n');
    expect(await guest.process.ended).toBe(0);
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('of four at once, one has it', async () => {
    const dataDir = makeData('race');
    const four = [1, 2, 3, 4].map(() =>
      start([process.execPath, CHILD, JSON.stringify({ dataDir })], { env: { PATH: process.env.PATH ?? '' } }),
    );
    started.push(...four);
    const outcomes = await Promise.all(
      four.map((one) =>
        Promise.race([
          one.said('joined').then(
            () => 'has it',
            () => 'refused',
          ),
          one.ended.then(() => 'refused'),
        ]),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['has it', 'refused', 'refused', 'refused']);
  });

  test('somebody else’s files, or another version’s database, are refused and left alone', async () => {
    const foreign = makeData('foreign');
    fs.mkdirSync(foreign);
    fs.writeFileSync(path.join(foreign, 'letter.txt'), 'Dear Ada');
    expect(await refusal({ dataDir: foreign })).toBe(
      `refused The folder ${foreign} is not empty and holds no database of Rose Ash. Point ROSE_DATA at another folder.`,
    );
    expect(fs.readdirSync(foreign)).toEqual(['letter.txt']);

    const old = makeData('old');
    fs.mkdirSync(path.join(old, 'cluster'), { recursive: true });
    fs.writeFileSync(path.join(old, 'cluster/PG_VERSION'), '15\n');
    expect(await refusal({ dataDir: old })).toMatch(
      /^refused The database in \S+ is of Postgres 15, and this version of Rose Ash brings Postgres 18\. [^\n]+$/,
    );
  });
});

describe('who runs it', () => {
  test('an ordinary user', async () => {
    const dataDir = makeData('ordinary');
    if (root) {
      fs.chmodSync(folder, 0o755);
      fs.chownSync(path.dirname(dataDir), 65534, 65534);
    }
    const { url } = await run({ dataDir }, asOrdinaryUser());
    expect(fs.statSync(path.join(dataDir, 'cluster')).uid).toBe(root ? 65534 : process.getuid?.());
    // the socket is the owner's; root may look in
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a long path, where a socket would not fit, is no hindrance', async () => {
    const data = path.join(folder, 'long'.repeat(20));
    fs.mkdirSync(data, { mode: 0o700 });
    const { url, process: owner } = await run({ dataDir: path.join(data, 'postgres') });
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const socket = new URL(url).searchParams.get('host') ?? '';
    owner.child.kill('SIGKILL');
    expect(await waitForNone(data)).toEqual([]);
    expect(fs.existsSync(socket)).toBe(false);
  });

  // only root has the choice, so for others there is no such test
  if (root) {
    test('under a 0700 home, by a namespace or else by nobody, with the same data', async () => {
      const home = path.join(folder, 'home');
      fs.mkdirSync(home, { mode: 0o700 });
      const dataDir = path.join(home, 'postgres');
      const first = await run({ dataDir });
      await query(first.url, 'create table kept as select 1 as one');
      first.process.child.stdin?.write('end\n');
      await first.process.ended;
      try {
        const second = await run({ dataDir, way: 'nobody' });
        expect(await query(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
        second.process.child.stdin?.write('end\n');
        await second.process.ended;
        const third = await run({ dataDir });
        expect(await query(third.url, 'select one from kept')).toEqual([{ one: 1 }]);
        third.process.child.stdin?.write('end\n');
        await third.process.ended;
      } finally {
        fs.rmSync(fs.realpathSync(dataDir), { recursive: true, force: true });
      }
    });

    test('as nobody, whom others share, the door is open to root alone', async () => {
      const dataDir = makeData('nobody');
      fs.chmodSync(folder, 0o755);
      const { url } = await run({ dataDir, way: 'nobody' });
      expect(fs.statSync(dataDir).uid).toBe(65534);
      expect(fs.statSync(path.dirname(dataDir)).mode & 0o007).toBe(0);
      expect(await query(url, 'select current_user as me')).toEqual([{ me: 'rose' }]);
      const rules = fs.readFileSync(path.join(dataDir, 'hba.conf'), 'utf8');
      expect(rules).toBe('local all all peer map=rose\n');
    });
  }
});
