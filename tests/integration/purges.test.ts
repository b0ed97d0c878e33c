import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CacheClient, createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { createGenerations } from '../../server/page-cache/generations.ts';
import { createPurges, type Purge, type Purges, recordPurge } from '../../server/page-cache/purges.ts';
import { createPurgeHandler } from '../../server/worker/purge.ts';
import { createWorker } from '../../server/worker/worker.ts';
import { bootTest, type TestBoot } from './harness.ts';
import { until } from './host-house.ts';

let house: TestBoot;
let sql: Pool;
beforeAll(async () => {
  house = await bootTest();
  sql = new Pool({ connectionString: house.databaseUrl });
});
afterAll(async () => {
  await sql?.end();
  await house?.close();
});

interface Process {
  readonly purges: Purges;
  readonly heard: { hard: readonly string[]; soft: readonly string[] }[];
}

async function open(cache: CacheClient): Promise<Process> {
  const heard: Process['heard'] = [];
  const purges = createPurges({
    sql,
    cache,
    generations: createGenerations(cache),
    purge: (hard, soft) => void heard.push({ hard, soft }),
    log: createLog({ level: 'silent' }),
  });
  await purges.start();
  return { purges, heard };
}

async function withTwo(cache: CacheClient, use: (announcing: Process, listening: Process) => Promise<void>): Promise<void> {
  const both = [await open(cache), await open(cache)] as const;
  try {
    await use(...both);
  } finally {
    await Promise.all(both.map(({ purges }) => purges.close()));
  }
}

const record = (purge: Purge) => inTransaction(house.payload, (tx) => recordPurge(tx, purge));
const many = Array.from({ length: 900 }, (_, at) => `posts:a-long-name-of-a-thing-${at}`);

test.each([
  ['some soft tags', { tags: ['posts:7', 'posts', 'tags:2'], soft: ['posts', 'tags:2'] }, { hard: ['posts:7'], soft: ['posts', 'tags:2'] }],
  ['soft tags alone', { tags: ['posts', 'tags:2'], soft: ['posts', 'tags:2'] }, { hard: [], soft: ['posts', 'tags:2'] }],
  ['no soft tag', { tags: ['posts:7'] }, { hard: ['posts:7'], soft: [] }],
  ['more than a notice of Postgres holds', { tags: many, soft: ['posts:a-long-name-of-a-thing-1'] }, null],
] as const)('a purge with %s is one for the shared cache, however many processes hear of it', async (_, purge, expected) => {
  const cache = { ...createMemoryCache(), shared: true };
  await withTwo(cache, async (announcing, listening) => {
    await announcing.purges.announce(await record({ tags: ['first'] }));
    await until(() => listening.heard.length === 1);
    const before = Number(await cache.get('purges'));
    await announcing.purges.announce(await record(purge));
    await until(() => listening.heard.length === 2);
    expect(listening.heard[1]).toEqual(announcing.heard[1]);
    if (expected) expect(listening.heard[1]).toEqual(expected);
    // Whatever else hears of it has had its turn.
    await announcing.purges.announce(await record({ tags: ['last'] }));
    await until(() => listening.heard.length === 3);
    expect(Number(await cache.get('purges'))).toBe(before + 2);
  });
});

test('over Postgres alone the other process hears which tags are soft, in a notice or by looking', async () => {
  await withTwo(createMemoryCache(), async (announcing, listening) => {
    await announcing.purges.announce(await record({ tags: ['posts:7', 'posts'], soft: ['posts'] }));
    await until(() => listening.heard.length === 1);
    expect(listening.heard[0]).toEqual({ hard: ['posts:7'], soft: ['posts'] });
    await announcing.purges.announce(await record({ tags: many, soft: many.slice(1) }));
    await until(() => listening.heard.length === 2);
    expect(listening.heard[1]).toEqual({ hard: many.slice(0, 1), soft: many.slice(1) });
  });
});

test('a post that is put off to a later day is gone from the lists at once; one that was edited may be a moment old there', async () => {
  const { payload, services } = house;
  const worker = createWorker({ payload, services, handlers: [createPurgeHandler(async () => {})], log: createLog({ level: 'silent' }) });
  const softAfter = async (change: () => Promise<unknown>): Promise<string[]> => {
    await worker.drain();
    await sql.query('truncate cache_purges');
    await change();
    await worker.drain();
    const { rows } = await sql.query<{ tags: string[]; soft: string[] }>('select tags, soft from cache_purges');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.tags).toContain('posts');
    return rows[0]?.soft ?? [];
  };
  const { id } = await payload.create({
    collection: 'posts',
    data: { title: 'The feast', slug: '', visibility: 'public', _status: 'published' },
  });
  const edit = (data: object) => () => payload.update({ collection: 'posts', id, data });
  expect(await softAfter(edit({ excerpt: 'Bring a spoon.' }))).toEqual(['posts']);
  expect(await softAfter(edit({ publishedAt: '2099-01-01T00:00:00.000Z' }))).toEqual([]);
  expect(await softAfter(edit({ publishedAt: '2020-01-01T00:00:00.000Z' }))).toEqual(['posts']);
});
