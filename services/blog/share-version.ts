import { createHash } from 'node:crypto';
import type { PostCard } from '../../contracts/blog.ts';

/** As other sites show it best (https://ogp.me, and what the large ones ask for). */
export const SHARE_SIZE = { width: 1200, height: 630 } as const;

/** Another number when the drawing changes: every address changes with it. */
const DRAWING = 1;

/** What the card of a page shows, in ten letters: another title or picture gives it another address. */
export function toShareVersion(post: Pick<PostCard, 'title' | 'picture' | 'tags'>, siteTitle: string): string {
  const shown = [DRAWING, siteTitle, post.title, post.tags[0]?.name ?? '', post.picture?.url ?? '', post.picture?.focus ?? null];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 10);
}
