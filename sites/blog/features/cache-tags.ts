import type { PostPage } from '../../../contracts/blog.ts';
import type { CommentThread } from '../../../contracts/blog-pages.ts';

interface Named {
  readonly id: string;
}

interface Shown {
  readonly post: Pick<PostPage, 'id' | 'kind' | 'mentions'> & { readonly tags: readonly Named[]; readonly authors: readonly Named[] };
  /** Null below a page of the site, which stands alone. */
  readonly around: { readonly related: readonly Named[] } | null;
  readonly thread: Pick<CommentThread, 'tags'> | null;
}

/** Cache tags of all that the page of a post or page shows. */
export function toPostTags({ post, around, thread }: Shown): string[] {
  return [
    `${post.kind}s:${post.id}`,
    ...post.tags.map(({ id }) => `tags:${id}`),
    ...post.authors.map(({ id }) => `users:${id}`),
    ...post.mentions,
    'settings',
    // What stands around it is chosen by subjects and dates, so any post or tag may change it.
    ...(around ? ['posts', 'tags', ...around.related.map(({ id }) => `comments:${id}`)] : []),
    ...(thread ? [`comments:${post.id}`, ...thread.tags] : []),
  ];
}
