import fs from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/postgres/embedded.ts';
import { asOrdinaryUser, type Started, start, waitForNone } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ROSE = [process.execPath, path.join(ROOT, 'rose.mjs'), 'start'];
const root = process.getuid?.() === 0;
const TIMEOUT = 180_000;

let folder: string;
let data: string;
const started: Started[] = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rose-process-'));
  data = path.join(folder, 'data');
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  expect(await waitForNone(folder)).toEqual([]);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The real `start`, as the role that needs no build. */
function startRose({ command = ROSE, env = {} }: { command?: readonly string[]; env?: Record<string, string> } = {}): Started {
  const base = { PATH: process.env.PATH ?? '', HOME: folder, ROSE_ROLES: 'worker', ROSE_SAMPLE: '0', PORT: '0', ROSE_DATA: data };
  const one = start(command, { env: { ...base, ...env }, cwd: ROOT });
  started.push(one);
  return one;
}

/** The last thing that a start says is where everything is. */
const isUp = (one: Started) => one.said('Rose Ash ');

/** A start that must not succeed: its code, and what it said to the error stream and otherwise. */
async function refusal(env: Record<string, string>): Promise<string> {
  const one = startRose({ env });
  expect(await one.ended).toBe(1);
  expect(one.output()).not.toMatch(/^\s+at /m);
  return one.output().trim().split('\n').at(-1) ?? '';
}

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ host: path.join(data, 'postgres/socket'), user: 'rose', database: 'rose' });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('however it ends, no process stays and the data does', () => {
  // npm and, where the machine's Node is old, the launcher may stand in between
  test.each([
    { signal: 'SIGTERM', command: ROSE, outcome: 0 },
    { signal: 'SIGINT', command: ROSE, outcome: 0 },
    { signal: 'SIGKILL', command: ROSE, outcome: 'SIGKILL' },
    { signal: 'SIGTERM', command: ['npm', 'start'], outcome: expect.anything() },
    { signal: 'SIGKILL', command: ['npm', 'start'], outcome: 'SIGKILL' },
  ] as const)('$signal to $command', { timeout: TIMEOUT }, async ({ signal, command, outcome }) => {
    const one = startRose({ command });
    await isUp(one);
    await query('drop table if exists kept; create table kept as select 1 as one');
    one.child.kill(signal);
    expect(await one.ended).toEqual(outcome);
    expect(await waitForNone(folder)).toEqual([]);
    const postgres = await startEmbeddedPostgres({ dataDir: path.join(data, 'postgres') });
    expect(await query('select one from kept').finally(postgres.stop)).toEqual([{ one: 1 }]);
  });

  test('SIGTERM while it is still starting', { timeout: TIMEOUT }, async () => {
    const one = startRose();
    await one.said('database ');
    one.child.kill('SIGTERM');
    await one.ended;
    expect(await waitForNone(folder)).toEqual([]);
  });
});

describe('what stands in the way is told in one sentence', () => {
  let busy: Server;
  let port: number;
  beforeAll(async () => {
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, resolve));
    const address = busy.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => busy.close());

  test('a busy port', { timeout: TIMEOUT }, async () => {
    expect(await refusal({ PORT: String(port) })).toMatch(new RegExp(`^Port ${port} is in use\\. `));
  });

  test('a data folder of somebody else', { timeout: TIMEOUT }, async () => {
    const foreign = path.join(folder, 'letters');
    fs.mkdirSync(foreign);
    fs.writeFileSync(path.join(foreign, 'letter.txt'), 'Dear Ada');
    expect(await refusal({ ROSE_DATA: foreign })).toBe(
      `The folder ${foreign} is not empty and was not made by Rose Ash. Point ROSE_DATA at an empty folder or at one of its own.`,
    );
    expect(fs.readdirSync(foreign)).toEqual(['letter.txt']);
  });

  test('a second start on the same data', { timeout: TIMEOUT }, async () => {
    const first = startRose();
    await isUp(first);
    expect(await refusal({})).toMatch(/^The database in \S+ is in use by another process \(\d+\)\. [^\n]+$/);
    expect(await query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a schema from a newer version', { timeout: TIMEOUT }, async () => {
    const first = startRose();
    await isUp(first);
    await query("insert into payload_migrations (name, batch) values ('29990101_000000_later', 99)");
    first.child.kill('SIGTERM');
    await first.ended;
    expect(await refusal({})).toMatch(/newer Rose Ash .*29990101_000000_later/);
    fs.rmSync(data, { recursive: true });
  });

  test('settings that cannot be', { timeout: TIMEOUT }, async () => {
    const one = startRose({ env: { PORT: 'high', ROSE_ROLES: 'cook' } });
    expect(await one.ended).toBe(1);
    expect(one.output().trim().split('\n')).toEqual([expect.stringMatching(/^PORT must /), expect.stringMatching(/^ROSE_ROLES must /)]);
  });

  // 2 and not 1: nothing was tried, because it cannot be meant.
  test.each([
    { args: ['start', 'now'], says: /^“now” means nothing here\. `--help` lists what there is\.$/ },
    { args: ['start', '--port', '80'], says: /^Unknown option '--port'\. `--help` lists what there is\.$/ },
    { args: ['build', '--fast'], says: /^Unknown option '--fast'\. / },
    { args: ['bench', 'nothing'], says: /^Say which benchmark: .*claims.*\.$/ },
    { args: ['import', 'letters'], says: /^Say what to import and from which file: / },
    { args: ['import', 'ghost', '/nowhere.json', '--json'], says: /nowhere\.json/ },
    { args: ['migrations', 'create', 'Bad name'], says: /^“Bad name” is no name for a migration: / },
  ])('$args', { timeout: TIMEOUT }, async ({ args, says }) => {
    const untouched = path.join(folder, 'untouched');
    const one = startRose({ command: [...ROSE.slice(0, 2), ...args], env: { ROSE_DATA: untouched } });
    expect([await one.ended, one.output().trim().split('\n')]).toEqual([2, [expect.stringMatching(says)]]);
    expect(fs.existsSync(untouched)).toBe(false);
  });

  test('a command that there is not', async () => {
    const one = startRose({ command: [...ROSE.slice(0, 2), 'sing'] });
    expect(await one.ended).toBe(2);
    expect(one.output().trim().split('\n')).toEqual([expect.stringMatching(/^There is no command “sing”; there are start, /)]);
  });
});

test('an ordinary user starts it too', { timeout: TIMEOUT }, async () => {
  const mine = path.join(folder, 'ordinary');
  fs.mkdirSync(mine, { mode: 0o700 });
  if (root) {
    fs.chmodSync(folder, 0o755);
    fs.chownSync(mine, 65534, 65534);
  }
  const one = startRose({ command: [...asOrdinaryUser(), ...ROSE], env: { ROSE_DATA: path.join(mine, 'data') } });
  await isUp(one);
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
});
