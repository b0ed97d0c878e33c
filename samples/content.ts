import { announcement, comments, footerMenu, menu, redirects, tagGroups } from './around.ts';
import { pages } from './pages.ts';
import { authors, files, house, pictures, tags } from './people.ts';
import { posts } from './posts.ts';
import { events, products } from './wares.ts';

/** Cinder Lane, a small invented co-op: what a fresh house shows until it has something of its own. */
export const content = {
  house,
  pictures,
  files,
  authors,
  tags,
  tagGroups,
  posts,
  pages,
  comments,
  menu,
  footerMenu,
  redirects,
  announcement,
  products,
  events,
} as const;
