import { expect, test } from 'vitest';
import type { PostCard, PostPage } from '../../../contracts/blog.ts';
import { toPostTags } from './cache-tags.ts';

const card: PostCard = {
  id: '1',
  kind: 'post',
  slug: 'frost',
  path: '/frost/',
  title: 'Frost',
  excerpt: null,
  publishedAt: null,
  updatedAt: '2026-11-01T09:00:00.000Z',
  visibility: 'public',
  featured: false,
  picture: null,
  authors: [{ id: 'nell', slug: 'nell', name: 'Nell', bio: null, picture: null, website: null }],
  tags: [{ id: 'soil', slug: 'soil', name: 'Soil', description: null, accentColor: null }],
  readingMinutes: 1,
  comments: 0,
};
const post: PostPage = {
  ...card,
  html: '',
  mentions: ['products:jam'],
  gated: false,
  metaTitle: null,
  metaDescription: null,
  canonicalUrl: null,
  sharing: {
    title: null,
    description: null,
    picture: null,
    made: null,
    twitterTitle: null,
    twitterDescription: null,
    twitterPicture: null,
  },
  showTitleAndPicture: true,
  language: null,
  code: null,
};

test('a post goes stale with its tags, its people, who speaks below it, and what is told of the posts beside it', () => {
  const around = { previous: null, next: null, series: null, related: [{ ...card, id: '2' }] };
  const tags = toPostTags({ post, around, thread: { count: 1, comments: [], tags: ['users:ana'] } });
  expect(tags.toSorted()).toEqual(
    ['posts:1', 'posts', 'tags', 'tags:soil', 'users:nell', 'users:ana', 'comments:1', 'comments:2', 'products:jam', 'settings'].toSorted(),
  );
});

test('a page of the site stands alone', () => {
  const tags = toPostTags({ post: { ...post, kind: 'page' }, around: null, thread: null });
  expect(tags).toEqual(['pages:1', 'tags:soil', 'users:nell', 'products:jam', 'settings']);
});
