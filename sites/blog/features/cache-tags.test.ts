import { expect, test } from 'vitest';
import { toPostTags } from './cache-tags.ts';

const post = { id: '1', kind: 'post', tags: [{ id: 'soil' }], authors: [{ id: 'nell' }], mentions: ['products:jam'] } as const;

test('a post goes stale with its tags, its people, who speaks below it, and what is told of the posts beside it', () => {
  const tags = toPostTags({ post, around: { related: [{ id: '2' }] }, thread: { tags: ['users:ana'] } });
  expect(tags.toSorted()).toEqual(
    ['posts:1', 'posts', 'tags', 'tags:soil', 'users:nell', 'users:ana', 'comments:1', 'comments:2', 'products:jam', 'settings'].toSorted(),
  );
});

test('a page of the site stands alone', () => {
  const tags = toPostTags({ post: { ...post, kind: 'page' }, around: null, thread: null });
  expect(tags).toEqual(['pages:1', 'tags:soil', 'users:nell', 'products:jam', 'settings']);
});
