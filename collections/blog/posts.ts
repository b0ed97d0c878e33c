import { definePublication } from './publication.ts';

/** What the co-op publishes, newest first. */
export const posts = definePublication({
  slug: 'posts',
  labels: { singular: 'Post', plural: 'Posts' },
  description: 'Articles, listed newest first on the blog and in its feeds.',
});
