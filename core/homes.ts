/**
 * Where things of each kind have their pages: the site, and the folder before the slug. Posts stand where the
 * permalinks of the settings say (`core/permalinks.ts`).
 */
export const HOMES = {
  posts: { site: 'blog', folder: '' },
  pages: { site: 'blog', folder: '' },
  tags: { site: 'blog', folder: 'tag/' },
  'tag-groups': { site: 'blog', folder: 'group/' },
  products: { site: 'market', folder: '' },
  events: { site: 'events', folder: '' },
} as const;
export type Homed = keyof typeof HOMES;
export const HOMED: readonly Homed[] = ['posts', 'pages', 'tags', 'tag-groups', 'products', 'events'];

/** The path on the site of its kind: `/tag/soil/`. */
export function toHomePath(kind: Exclude<Homed, 'posts'>, slug: string): string {
  return `/${HOMES[kind].folder}${encodeURIComponent(slug)}/`;
}
