import { expect, test } from 'vitest';
import type { PostCard } from '../../../contracts/blog.ts';
import { compose } from './compose.ts';

const post = (id: string, featured = false): PostCard => ({
  id,
  kind: 'post',
  slug: id,
  path: `/${id}/`,
  title: id,
  excerpt: null,
  publishedAt: '2026-11-01T09:00:00Z',
  updatedAt: '2026-11-01T09:00:00Z',
  visibility: 'public',
  featured,
  picture: null,
  authors: [],
  tags: [],
  readingMinutes: 1,
  comments: 0,
});
const ids = (posts: readonly PostCard[]) => posts.map(({ id }) => id);

test('the newest featured post leads, whatever came after it', () => {
  const front = compose([post('a'), post('b', true), post('c', true), post('d'), post('e'), post('f')]);
  expect(front.lead?.id).toBe('b');
  expect(ids(front.row)).toEqual(['a', 'c', 'd']);
  expect(ids(front.rest)).toEqual(['e', 'f']);
});

test('without a featured post the newest leads', () => {
  expect(compose([post('a'), post('b')]).lead?.id).toBe('a');
});

test('an empty journal has no lead', () => {
  expect(compose([])).toEqual({ lead: null, row: [], rest: [] });
});
