import type { MenuContainer } from '../../contracts/menu.ts';

/** How an editor calls what a menu entry leads to. */
export const KINDS: Readonly<Record<MenuContainer, string>> = {
  pages: 'the page',
  posts: 'the post',
  tags: 'the tag',
  'tag-groups': 'the tag group',
  products: 'the product',
  events: 'the event',
};
