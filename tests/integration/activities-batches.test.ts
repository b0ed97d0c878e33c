import { randomUUID } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { createLog } from '../../platform/log.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { createHandlers } from '../../server/handlers.ts';
import type { Handler } from '../../server/worker/events.ts';
import { createWorker } from '../../server/worker/worker.ts';
import { bootTest, type TestBoot } from './harness.ts';

let house: TestBoot;
let db: Tx;
const log = createLog({ level: 'silent' });

beforeAll(async () => {
  house = await bootTest();
  db = toExecutor(house.payload);
  await db.execute(sql`create table effects (handler text, object text, seq bigint, at bigserial)`);
});
afterAll(() => house.close());
beforeEach(async () => {
  await db.execute(sql`truncate effects, activities, activity_handlings, activity_handlers cascade`);
});

/** Writes one effect per activity by the handler's own transaction; throws afterwards at one object. */
function recorder(name: string, refuse?: string): Handler {
  return {
    name,
    types: ['*:things'],
    handle: async ({ tx, activity: { object, seq } }) => {
      await tx.execute(sql`insert into effects (handler, object, seq) values (${name}, ${object.id}, ${String(seq)}::bigint)`);
      if (object.id === refuse) throw new Error('refused');
    },
  };
}

const createTestWorker = (handlers: readonly Handler[]) =>
  createWorker({ payload: house.payload, services: house.services, handlers, log, retry: { attempts: 3, delay: () => 0 } });

async function rows(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  return (await db.execute(query)).rows;
}

const emitMany = (count: number, imported: boolean, prefix: string) =>
  inTransaction(house.payload, async (tx) => {
    for (let at = 0; at < count; at++) {
      await emit(tx, { type: 'Create', object: { type: 'things', id: `${prefix}${at}` }, visibility: 'internal', imported });
    }
  });
/** A recorder that takes several together; `batches` holds how many each time. */
const createMany = (batches: number[], refuse?: string): Handler => {
  const one = recorder('many', refuse);
  return {
    ...one,
    handleMany: async ({ activities, ...event }) => {
      batches.push(activities.length);
      for (const activity of activities) await one.handle({ ...event, activity });
    },
  };
};
const states = () => rows(sql`select state::text, count(*)::int as count from activity_handlings group by state order by state`);

test('what people do goes before what an import brought earlier', async () => {
  const worker = createTestWorker([recorder('one')]);
  await worker.drain();
  await emitMany(400, true, 'imported');
  await emitMany(2, false, 'edited');
  await worker.drain();
  const seen = (await rows(sql`select object from effects order by at`)).map(({ object }) => object);
  expect(seen).toHaveLength(402);
  expect(seen.slice(0, 3)).toEqual(['edited0', 'edited1', 'imported0']);
});

test('a handler that can takes them together, and each is done once', async () => {
  const batches: number[] = [];
  const worker = createTestWorker([createMany(batches)]);
  await worker.drain();
  await emitMany(300, true, 'a');
  await worker.drain();
  expect(batches.reduce((sum, size) => sum + size)).toBe(300);
  expect(batches.length).toBeLessThan(10);
  expect(await rows(sql`select count(*)::int as effects, count(distinct seq)::int as different from effects`)).toEqual([
    { effects: 300, different: 300 },
  ]);
  expect(await states()).toEqual([{ state: 'done', count: 300 }]);
});

test('one that fails takes no other with it', async () => {
  const worker = createTestWorker([createMany([], 'a7'), recorder('other')]);
  await worker.drain();
  await emitMany(20, false, 'a');
  await worker.drain();
  expect(await rows(sql`select handler, count(distinct object)::int as objects from effects group by handler order by handler`)).toEqual([
    { handler: 'many', objects: 19 },
    { handler: 'other', objects: 20 },
  ]);
  expect(await rows(sql`select handler, object_id, attempts, state::text from activity_handlings where state <> 'done'`)).toEqual([
    { handler: 'many', object_id: 'a7', attempts: 3, state: 'dead' },
  ]);
});

test('what an import brings is a few soft purges', async () => {
  const { payload, services } = house;
  const announced: bigint[] = [];
  const worker = createWorker({
    payload,
    services,
    handlers: createHandlers({ purges: { announce: async (seq) => void announced.push(seq) } }),
    log,
  });
  await worker.drain();
  await db.execute(sql`truncate cache_purges`);
  await inTransaction(payload, async (tx) => {
    for (let at = 0; at < 300; at++) {
      const object = { type: 'posts', id: randomUUID() };
      await emit(tx, { type: 'Publish', object, visibility: 'public', imported: true, data: { tags: [`posts:${object.id}`, 'posts'] } });
    }
  });
  await worker.drain();
  const purges = await rows(sql`select seq, tags = soft as soft, 'posts' = any(tags) as lists from cache_purges`);
  expect(purges.length).toBe(announced.length);
  expect(purges.length).toBeLessThan(15);
  expect(purges.every(({ soft, lists }) => soft === true && lists === true)).toBe(true);
});
