import { expect, test } from 'vitest';
import { isTag, toCacheWish } from './cache-headers.ts';

test('a wish is read from the headers of a site', () => {
  expect(toCacheWish({ 'cdn-cache-control': 'max-age=60, stale-while-revalidate=600', 'cache-tag': 'posts:1, posts' })).toEqual({
    maxAge: 60,
    staleWhileRevalidate: 600,
    tags: ['posts:1', 'posts'],
  });
  expect(toCacheWish({ 'cdn-cache-control': 'max-age=60' })).toEqual({ maxAge: 60, staleWhileRevalidate: 0, tags: [] });
});

test.each([
  {},
  { 'cache-tag': 'posts' },
  { 'cdn-cache-control': 'max-age=0' },
  { 'cdn-cache-control': 'stale-while-revalidate=60' },
  { 'cdn-cache-control': 'private, max-age=60' },
  { 'cdn-cache-control': 'max-age=60, no-store' },
  // What cannot be purged must not be kept.
  { 'cdn-cache-control': 'max-age=60', 'cache-tag': 'a b' },
])('%o is no wish', (headers) => {
  expect(toCacheWish(headers)).toBeNull();
});

test('tags are plain words', () => {
  expect(['posts', 'posts:12', 'site:blog', 'a/b.c_d-e'].every(isTag)).toBe(true);
  expect(['', 'a b', 'a,b', 'é', 'x'.repeat(201)].some(isTag)).toBe(false);
});
