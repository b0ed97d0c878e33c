import { expect, test } from 'vitest';
import { type CacheClient, createMemoryCache } from '../../platform/cache.ts';
import { createGenerations } from './generations.ts';

const shared = (): CacheClient => ({ ...createMemoryCache(), shared: true });

test('a render begun before a purge of its tag is not current, others are', async () => {
  const generations = createGenerations(createMemoryCache());
  const before = await generations.begin();
  generations.advance(['posts:1']);
  const after = await generations.begin();
  expect(generations.isCurrent(before, ['posts:1', 'posts'])).toBe(false);
  expect(generations.isCurrent(before, ['posts:2'])).toBe(true);
  expect(generations.isCurrent(after, ['posts:1'])).toBe(true);
});

test('a render that outlasts the memory of purges is not current, whatever its tags', async () => {
  let time = 0;
  const generations = createGenerations(createMemoryCache(), () => time);
  const before = await generations.begin();
  generations.advance(['posts:1']);
  time += 200_000;
  generations.advance(['posts:2']);
  expect(generations.isCurrent(before, ['posts:3'])).toBe(false);
  expect(generations.isCurrent(await generations.begin(), ['posts:3'])).toBe(true);
});

test('what another process purged is not current in the shared cache', async () => {
  const cache = shared();
  const [one, two] = [createGenerations(cache), createGenerations(cache)];
  const before = (await one.begin()).shared ?? Number.NaN;
  await two.advanceShared(['posts:1']);
  const after = (await one.begin()).shared ?? Number.NaN;
  expect(await one.isSharedCurrent(before, ['posts:1'])).toBe(false);
  expect(await one.isSharedCurrent(before, ['posts:2'])).toBe(true);
  expect(await one.isSharedCurrent(after, ['posts:1'])).toBe(true);
});

test('a count that the shared cache lost begins higher than before', async () => {
  const cache = shared();
  let time = 1000;
  const generations = createGenerations(cache, () => time);
  for (let times = 0; times < 50; times++) await generations.advanceShared(['posts:1']);
  const old = (await generations.begin()).shared ?? Number.NaN;
  await cache.delete('purges', 'generation:posts:1');
  time += 60_000;
  await generations.advanceShared(['posts:1']);
  expect(await generations.isSharedCurrent(old, ['posts:1'])).toBe(false);
});

test('a shared cache that is away makes nothing current', async () => {
  const away: CacheClient = { ...shared(), get: () => Promise.reject(new Error('away')), getMany: () => Promise.reject(new Error('away')) };
  const generations = createGenerations(away);
  expect((await generations.begin()).shared).toBeNull();
  expect(await generations.isSharedCurrent(1, ['posts:1'])).toBe(false);
});
