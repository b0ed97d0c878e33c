import type { Activity, Tx } from '../../contracts/shared.ts';
import { defineJob, enqueue } from '../../platform/queue.ts';

/** Draws the card that other sites show of a post or page. */
export const drawSharePicture = defineJob<{ kind: 'posts' | 'pages'; id: string }>({
  name: 'blog.share-picture',
  policy: 'short',
  concurrency: 1,
  retryLimit: 3,
  retryDelay: 30,
  expireInSeconds: 120,
  run: ({ kind, id }, { services }) => services.blog.prepareSharePicture({ kind, id }),
});

/** When a page comes out or changes. What an import brings is drawn when somebody first asks for it. */
export const orderSharePictures = {
  name: 'blog.share-pictures',
  types: ['Publish:posts', 'Update:posts', 'Publish:pages', 'Update:pages'],
  handle: async ({ tx, activity }: { tx: Tx; activity: Activity }): Promise<void> => {
    const { type, id } = activity.object;
    if (activity.imported || activity.data?.draft === true || (type !== 'posts' && type !== 'pages')) return;
    await enqueue(tx, drawSharePicture, { kind: type, id }, { singletonKey: `${type}:${id}` });
  },
} as const;
