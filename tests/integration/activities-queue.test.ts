import { sql } from '@payloadcms/db-postgres';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../../contracts/shared.ts';
import { withAdvisoryLock } from '../../platform/advisory-lock.ts';
import { createLog } from '../../platform/log.ts';
import { type AnyJob, createJobRunner, defineJob, enqueue, prepareQueue } from '../../platform/queue.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { scheduledPublishing } from '../../server/worker/own-sweeps.ts';
import { createSweeper } from '../../server/worker/sweeps.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
let db: Tx;
const ran: string[] = [];
let failing = new Set<string>();

interface Note {
  text: string;
}
const run = async ({ text }: Note) => {
  ran.push(text);
  if (failing.has(text)) throw new Error(`no ${text}`);
};
const note = defineJob<Note>({ name: 'test.note', run, retryLimit: 2, retryDelay: 1, expireInSeconds: 30 });
const fifo = defineJob<Note>({ name: 'test.fifo', run, policy: 'key_strict_fifo', retryLimit: 0 });
const once = defineJob<Note>({ name: 'test.once', run, policy: 'short' });
const jobs: AnyJob[] = [note, fifo, once];

beforeAll(async () => {
  house = await bootTest();
  db = toExecutor(house.payload);
  await Promise.all([prepareQueue(house.payload, jobs), prepareQueue(house.payload, jobs)]);
});
afterAll(() => house.close());
beforeEach(async () => {
  ran.length = 0;
  failing = new Set();
  await db.execute(sql`delete from pgboss.job where name like 'test.%'`);
});

const createRunner = () => createJobRunner({ payload: house.payload, services: house.services, jobs, onError: () => {} });

test('a job exists when and only when its transaction commits', async () => {
  await expect(
    inTransaction(house.payload, async (tx) => {
      await enqueue(tx, note, { text: 'lost' });
      throw new Error('no');
    }),
  ).rejects.toThrow();
  await inTransaction(house.payload, (tx) => enqueue(tx, note, { text: 'kept' }));
  const runner = createRunner();
  expect(await runner.runDue()).toBe(1);
  await runner.stop();
  expect(ran).toEqual(['kept']);
});

test("our insert writes the same row as pg-boss's own", async () => {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => house.payload.db.pool.query(text, values) },
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  await boss.start();
  const startAfter = new Date('2031-02-03T04:05:06.000Z');
  for (const job of jobs) {
    await boss.send(job.name, { text: 'same' }, { singletonKey: 'key a', startAfter });
    await boss.send(job.name, { text: 'same' }, { singletonKey: 'key b' });
  }
  const theirs = await written();
  await db.execute(sql`delete from pgboss.job where name like 'test.%'`);
  for (const job of [note, fifo, once]) {
    await inTransaction(house.payload, (tx) => enqueue(tx, job, { text: 'same' }, { singletonKey: 'key a', startAfter }));
    await inTransaction(house.payload, (tx) => enqueue(tx, job, { text: 'same' }, { singletonKey: 'key b' }));
  }
  const ours = await written();
  await boss.stop({ graceful: false });
  expect(theirs).toHaveLength(6);
  expect(ours).toEqual(theirs);

  /** All columns but the id; instants as distances from the creation, in whole seconds. */
  async function written() {
    const { rows } = await db.execute(sql`
      select to_jsonb(j) - array['id', 'created_on', 'start_after', 'keep_until'] as row,
        case when start_after > now() + interval '1 hour' then start_after::text else 'now' end as start,
        round(extract(epoch from keep_until - start_after))::int as keep
      from pgboss.job j where name like 'test.%' order by name, singleton_key`);
    return rows;
  }
});

test('an unknown queue is an error, and a queue that takes one waiting job takes one', async () => {
  const stranger = defineJob<Note>({ name: 'test.stranger', run });
  await expect(inTransaction(house.payload, (tx) => enqueue(tx, stranger, { text: 'x' }))).rejects.toThrow(/no queue "test.stranger"/);
  const first = await inTransaction(house.payload, (tx) => enqueue(tx, once, { text: 'x' }, { singletonKey: 'k' }));
  const second = await inTransaction(house.payload, (tx) => enqueue(tx, once, { text: 'x' }, { singletonKey: 'k' }));
  expect([typeof first, second]).toEqual(['string', null]);
});

test('a failed job comes again later, an unfinished one when its lease has run out', async () => {
  failing.add('weak');
  const id = await inTransaction(house.payload, (tx) => enqueue(tx, note, { text: 'weak' }));
  const runner = createRunner();
  await runner.runDue();
  expect(await stateOf(id)).toMatchObject({ state: 'retry', retry_count: 0 });
  // Taken by a process that was then killed, longer ago than the lease.
  await db.execute(sql`update pgboss.job set state = 'active', started_on = now() - interval '31 seconds' where id::text = ${id}`);
  failing.clear();
  await runner.runDue();
  expect(await stateOf(id)).toMatchObject({ state: 'retry' });
  await db.execute(sql`update pgboss.job set start_after = now() where id::text = ${id}`);
  await runner.runDue();
  await runner.stop();
  expect(await stateOf(id)).toMatchObject({ state: 'completed' });
  expect(ran).toEqual(['weak', 'weak']);
});

test('in a strict queue a failed job holds back its own key and no other', async () => {
  failing.add('a1');
  await inTransaction(house.payload, async (tx) => {
    for (const text of ['a1', 'a2', 'b1', 'b2']) await enqueue(tx, fifo, { text }, { singletonKey: text.slice(0, 1) });
  });
  const runner = createRunner();
  await runner.runDue();
  await runner.stop();
  expect(ran).toEqual(['a1', 'b1', 'b2']);
});

test('a started runner takes up work by itself', async () => {
  const runner = createRunner();
  await runner.start();
  try {
    await inTransaction(house.payload, (tx) => enqueue(tx, note, { text: 'by itself' }));
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['by itself']);
  } finally {
    await runner.stop();
  }
});

test('a sweep is run by one at a time, and a failing one holds up no other', async () => {
  const { payload } = house;
  let time = 0;
  const done: string[] = [];
  const sweeps = [
    {
      name: 'weak',
      everySeconds: 10,
      run: async () => {
        done.push('weak');
        throw new Error('no');
      },
    },
    { name: 'strong', everySeconds: 20, run: async () => void done.push('strong') },
  ];
  const sweeper = createSweeper({ payload, sweeps, log: createLog({ level: 'silent' }), clock: () => time });
  await sweeper.runDue();
  time = 10_000;
  await sweeper.runDue();
  expect(done).toEqual(['weak', 'strong', 'weak']);
  const inside = await withAdvisoryLock(payload, 'sweep:strong', async () => {
    time = 60_000;
    await sweeper.runDue();
  });
  expect(inside).toBe(true);
  expect(done).toEqual(['weak', 'strong', 'weak', 'weak']);
});

test('scheduled publishing happens, also when a killed process had begun it', async () => {
  const { payload } = house;
  const sweep = scheduledPublishing(payload);
  const post = await payload.create({ collection: 'posts', draft: true, data: { title: 'Later', _status: 'draft', visibility: 'public' } });
  await payload.jobs.queue({
    task: 'schedulePublish',
    input: { type: 'publish', doc: { relationTo: 'posts', value: post.id } },
    waitUntil: new Date(Date.now() + 3_600_000),
  });
  await sweep.run();
  expect((await payload.findByID({ collection: 'posts', id: post.id, draft: true }))._status).toBe('draft');
  await db.execute(sql`update payload_jobs set wait_until = now() - interval '1 minute', processing = true`);
  await sweep.run();
  expect((await payload.findByID({ collection: 'posts', id: post.id }))._status).toBe('published');
});

async function stateOf(id: string | null): Promise<Record<string, unknown> | undefined> {
  const { rows } = await db.execute(sql`select state::text, retry_count from pgboss.job where id::text = ${id}`);
  return rows[0];
}
