import { expect, test } from 'vitest';
import type { Activity } from '../../contracts/shared.ts';
import { toCacheTags } from './purge.ts';

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
