import { expect, test } from 'vitest';
import type { Activity } from '../../contracts/shared.ts';
import { toCacheTags, toPurge } from './purge.ts';

const activity: Activity = {
  id: '1',
  seq: 1n,
  type: 'Update',
  object: { type: 'posts', id: '7' },
  visibility: 'public',
  createdAt: '2026-01-01T00:00:00.000Z',
};

test('the tags of the collection win over the tags by default', () => {
  expect(toCacheTags({ ...activity, data: { tags: ['posts:7', 'tags:2', 'posts:7'] } })).toEqual(['posts:7', 'tags:2']);
  expect(toCacheTags({ ...activity, data: { tags: [] } })).toEqual([]);
});

test('a public activity without tags concerns its record and its lists, an internal one nothing', () => {
  expect(toCacheTags(activity)).toEqual(['posts', 'posts:7']);
  expect(toCacheTags({ ...activity, visibility: 'internal' })).toEqual([]);
});

const list = { tags: ['posts:7', 'posts', 'tags:2'], out: true };

test('a text that is there for everybody is wrong on its own page, and only old on the lists', () => {
  expect(toPurge([{ ...activity, data: list }])).toEqual({ tags: ['posts:7', 'posts', 'tags:2'], soft: ['posts', 'tags:2'] });
});

test('what an import brought makes pages old, not wrong', () => {
  const arrived = { ...activity, type: 'Publish', imported: true, data: list };
  expect(toPurge([arrived]).soft).toEqual(list.tags);
  expect(toPurge([{ ...arrived, visibility: 'internal' }]).soft).toEqual(list.tags);
});

test.each([
  ['unpublished', { type: 'Unpublish', visibility: 'internal' }],
  ['made members-only', { type: 'Update', visibility: 'internal' }],
  ['put off to a later day', { type: 'Update', visibility: 'public', data: { ...list, out: false } }],
  ['changed by who does not say whether it is out', { type: 'Update', visibility: 'public', data: { tags: list.tags } }],
  ['deleted', { type: 'Delete', visibility: 'public' }],
  ['taken back by an import', { type: 'Unpublish', visibility: 'internal', imported: true }],
  ['changed and no text', { type: 'Update', visibility: 'public', object: { type: 'products', id: '7' } }],
] as const)('a post that was %s is gone from all pages at once', (_, change) => {
  expect(toPurge([{ ...activity, data: list, ...change }]).soft).toEqual([]);
});

test('several are one purge, in which the sharpest counts', () => {
  const arrived = {
    ...activity,
    type: 'Publish',
    imported: true,
    object: { type: 'posts', id: '8' },
    data: { tags: ['posts:8', 'posts'] },
  };
  const gone = { ...activity, type: 'Delete', data: { tags: ['posts:7', 'posts'] } };
  expect(toPurge([arrived, gone])).toEqual({ tags: ['posts:7', 'posts', 'posts:8'], soft: ['posts:8'] });
});
