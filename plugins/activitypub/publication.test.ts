import { expect, test } from 'vitest';
import type { PublishedObject } from '../../contracts/federation.ts';
import { parseObjectName, toContentHash, toGeneration, toNextStep, toObjectName } from './publication.ts';

const live: PublishedObject = { url: 'https://blog.example/ap/posts/7', generation: 1, state: 'live', contentHash: 'a' };
const gone: PublishedObject = { ...live, state: 'gone' };

test('a post that comes out is created, once', () => {
  expect(toNextStep({ published: null, contentHash: 'a', imported: false })).toBe('create');
  expect(toNextStep({ published: live, contentHash: 'a', imported: false })).toBeNull();
});

test('an edit is an update only when followers would see a difference', () => {
  expect(toNextStep({ published: live, contentHash: 'b', imported: false })).toBe('update');
  expect(toContentHash({ content: 'a', updated: '1' })).toBe(toContentHash({ content: 'a', updated: '2' }));
  expect(toContentHash({ content: 'a' })).not.toBe(toContentHash({ content: 'b' }));
});

test('a post that is not for everybody any more is taken back, once', () => {
  expect(toNextStep({ published: live, contentHash: null, imported: false })).toBe('delete');
  expect(toNextStep({ published: gone, contentHash: null, imported: false })).toBeNull();
  expect(toNextStep({ published: null, contentHash: null, imported: false })).toBeNull();
});

test('what an import brought is never announced, but what was announced is still taken back', () => {
  expect(toNextStep({ published: null, contentHash: 'a', imported: true })).toBeNull();
  expect(toNextStep({ published: gone, contentHash: 'a', imported: true })).toBeNull();
  expect(toNextStep({ published: live, contentHash: 'b', imported: true })).toBeNull();
  expect(toNextStep({ published: live, contentHash: null, imported: true })).toBe('delete');
});

test('published again means a new address', () => {
  expect(toNextStep({ published: gone, contentHash: 'a', imported: false })).toBe('create');
  expect(toGeneration(null)).toBe(1);
  expect(toGeneration(live)).toBe(1);
  expect(toGeneration(gone)).toBe(2);
  expect(toObjectName('7', 1)).toBe('7');
  expect(toObjectName('7', 2)).toBe('7~2');
});

test('the name of an object is read back, and no other', () => {
  expect(parseObjectName('7')).toEqual({ id: '7', generation: 1 });
  expect(parseObjectName('7~12')).toEqual({ id: '7', generation: 12 });
  for (const bad of ['', '7~1', '7~02', '7~', '../7', '7~2~3', '7 8']) expect(parseObjectName(bad)).toBeNull();
});
