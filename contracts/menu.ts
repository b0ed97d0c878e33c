/** What of ours a menu entry can lead to. */
export const MENU_CONTAINERS = ['pages', 'posts', 'tags', 'tag-groups', 'products', 'events'] as const;
export type MenuContainer = (typeof MENU_CONTAINERS)[number];

/** Drawings that an entry can have; `sites/shared/features/icons.ts` holds each. */
export const MENU_ICONS = [
  'search',
  'basket',
  'person',
  'people',
  'lock',
  'leave',
  'pin',
  'leaf',
  'book',
  'calendar',
  'home',
  'heart',
  'mail',
  'feed',
] as const;

/** One entry as the page that edits the menu sends it; `id` is null while it is new. */
export interface MenuNode {
  readonly id: string | null;
  readonly label: string;
  readonly href: string;
  readonly icon: string;
  readonly container: { readonly relationTo: MenuContainer; readonly value: string } | null;
  readonly children: readonly MenuNode[];
}

/** The whole menu, as it is saved: `version` is the one that was edited. */
export interface MenuEdit {
  readonly version: string;
  readonly tree: { readonly header: readonly MenuNode[]; readonly footer: readonly MenuNode[] };
}

/** Changes with every save of any entry. */
export function toMenuVersion(rows: readonly { readonly id: string; readonly updatedAt: string }[]): string {
  const newest = rows.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), '');
  return `${rows.length}@${newest}`;
}

/** Where an entry may lead when it is no thing of ours; as `collections/blog/menu-nodes.ts` and the sites read it. */
export const MENU_HREF = /^((blog|market|cart|events|federation|account):\/|\/(?!\/)|https?:\/\/|mailto:|#)/;
