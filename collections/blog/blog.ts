import type { CollectionConfig } from 'payload';
import { comments } from './comments.ts';
import { editorialNotes } from './editorial-notes.ts';
import { linkChecks } from './link-checks.ts';
import { menuNodes } from './menu-nodes.ts';
import { newsletters } from './newsletters.ts';
import { pages } from './pages.ts';
import { posts } from './posts.ts';
import { redirects } from './redirects.ts';
import { snippets } from './snippets.ts';
import { tagGroups } from './tag-groups.ts';
import { tags } from './tags.ts';

/** What the blog keeps, in the order of the admin's menu. */
export const blogCollections: CollectionConfig[] = [
  posts,
  pages,
  tags,
  tagGroups,
  comments,
  newsletters,
  snippets,
  editorialNotes,
  menuNodes,
  redirects,
  linkChecks,
];
