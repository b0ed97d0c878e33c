import type { PostCard } from '../../../contracts/blog.ts';

export interface FrontPage {
  readonly lead: PostCard | null;
  /** Three beside each other, with pictures. */
  readonly row: readonly PostCard[];
  readonly rest: readonly PostCard[];
}

/**
 * A front page from posts, newest first: the newest featured one leads (else the newest),
 * the next three make the second row, the rest is a calm list.
 */
export function compose(posts: readonly PostCard[]): FrontPage {
  const lead = posts.find((post) => post.featured) ?? posts[0] ?? null;
  const others = posts.filter((post) => post !== lead);
  return { lead, row: others.slice(0, 3), rest: others.slice(3) };
}
