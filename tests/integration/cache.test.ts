import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRedisCache } from '../../platform/cache.redis.ts';
import { type CacheClient, createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { createRateLimits } from '../../platform/rate-limits.ts';
import { createTestDatabase } from './harness.ts';
import { until } from './host-house.ts';
import { hasRedis, NO_REDIS, startRedis, type TestRedis } from './redis.ts';

let redis: TestRedis | null = null;
beforeAll(async () => {
  if (hasRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());

describe.each(['memory', 'redis'] as const)('a cache in %s', (kind) => {
  let cache: CacheClient;
  beforeEach(({ skip }) => {
    if (kind === 'redis' && !redis) return skip(NO_REDIS);
    cache =
      redis && kind === 'redis'
        ? createRedisCache({ url: redis.url, log: createLog({ level: 'silent' }), prefix: `${Math.random()}:` })
        : createMemoryCache();
    return () => cache.close();
  });

  test('keeps bytes for their time', async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    await cache.set('a', bytes, 1);
    await cache.set('b', 'words', 60);
    expect(await cache.get('a')).toEqual(bytes);
    expect(await cache.getMany(['b', 'none', 'a'])).toEqual([Buffer.from('words'), null, bytes]);
    await until(async () => (await cache.get('a')) === null);
    await cache.delete('b');
    expect(await cache.getMany(['b'])).toEqual([null]);
  });

  test('sets only once, counts, and raises only upwards', async () => {
    expect([await cache.setIfAbsent('once', '1', 60), await cache.setIfAbsent('once', '2', 60)]).toEqual([true, false]);
    expect(await cache.get('once')).toEqual(Buffer.from('1'));
    expect([await cache.increment('n', 60), await cache.increment('n', 60)]).toEqual([1, 2]);
    for (const value of [5, 3, 7, 6]) await cache.raise('high', value, 60);
    expect(Number(await cache.get('high'))).toBe(7);
  });

  test('a count that runs out begins anew', async () => {
    await cache.increment('n', 1);
    await cache.increment('n', 60);
    await until(async () => (await cache.get('n')) === null);
    expect(await cache.increment('n', 1)).toBe(1);
  });

  test('carries messages to those who listen, until they stop', async () => {
    const heard: string[] = [];
    let connections = 0;
    const off = await cache.subscribe('news', { onMessage: (message) => heard.push(message), onConnect: () => connections++ });
    await cache.publish('news', 'one');
    await cache.publish('other', 'not this');
    await until(() => heard.length === 1);
    expect(connections).toBeGreaterThan(0);
    await off();
    await cache.publish('news', 'two');
    await cache.ping();
    expect(heard).toEqual(['one']);
  });
});

describe.each(['memory', 'redis', 'postgres'] as const)('limits in %s', (kind) => {
  test('count over processes where they are shared', async ({ skip }) => {
    if (kind === 'redis' && !redis) return skip(NO_REDIS);
    const database = kind === 'postgres' ? await createTestDatabase() : null;
    const pool = new Pool({ connectionString: database?.databaseUrl });
    const create = () =>
      createRateLimits(
        kind === 'postgres' ? { type: 'postgres', pool } : kind === 'redis' ? { type: 'redis', url: redis?.url ?? '' } : { type: 'memory' },
      );
    const [one, two] = [create(), create()];
    const limit = { name: `test-${Math.random()}`, times: 2, seconds: 60 };
    expect(await one.take(limit, 'ana')).toEqual({ type: 'allowed', left: 1 });
    expect(await two.take(limit, 'ana')).toEqual({ type: 'allowed', left: kind === 'memory' ? 1 : 0 });
    expect((await one.take(limit, 'ana')).type).toBe(kind === 'memory' ? 'allowed' : 'refused');
    for (const limits of [one, two]) await limits.close();
    await pool.end();
    await database?.drop();
  });
});
