import type { MENU_ICONS } from '../../../contracts/menu.ts';

/** Line drawings on a 24 px grid, in the colour of the words beside them. */
export const icons = {
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.4 15.4 5.1 5.1"/>',
  basket:
    '<path d="M3 10h18l-1.7 9.2a1.5 1.5 0 0 1-1.5 1.3H6.2a1.5 1.5 0 0 1-1.5-1.3L3 10Z"/><path d="m7.5 10 3.2-6.5M16.500 10l-3.200-6.500M9 13.500v3.500M12 13.500v3.500M15 13.500v3.500"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4.500 20.500c.9-4 3.900-6 7.500-6s6.600 2 7.500 6"/>',
  people:
    '<circle cx="9" cy="8.500" r="3.500"/><path d="M2.500 20c.7-3.600 3.300-5.500 6.500-5.500s5.800 1.900 6.500 5.500M15.500 5.300a3.500 3.500 0 0 1 0 6.400M18 15c2 .8 3.200 2.600 3.500 5"/>',
  lock: '<rect x="5.500" y="10.500" width="13" height="10" rx="1.500"/><path d="M8.500 10.500V7.800a3.500 3.500 0 0 1 7 0v2.700"/>',
  leave: '<path d="M14 4H6.500A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20H14M10.500 12H21m-3.500-3.500L21 12l-3.500 3.500"/>',
  down: '<path d="m6.500 9.500 5.500 5.500 5.500-5.500"/>',
  pin: '<path d="M9 3.500h6l-.8 6.500 3.300 3.500h-11L9.800 10 9 3.500ZM12 13.500v7"/>',
  leaf: '<path d="M5 19C4 10 9 4.500 20 4.500c0 10-5 15.500-13 13M5 19c2-5 5.500-8 10-9.500"/>',
  book: '<path d="M12 6.500C10 5 7 4.500 3.500 4.500v14c3.500 0 6.500.5 8.500 2 2-1.500 5-2 8.500-2v-14c-3.500 0-6.500.5-8.500 2Zm0 0v14"/>',
  calendar: '<rect x="4" y="5.500" width="16" height="15" rx="1.500"/><path d="M4 10.500h16M8.500 3v4.500M15.500 3v4.500"/>',
  home: '<path d="M4 11 12 4.500 20 11v8.500h-5.500v-5h-5v5H4V11Z"/>',
  heart:
    '<path d="M12 20C6 15.500 3.500 12.500 3.500 9A4.500 4.500 0 0 1 12 6.800 4.500 4.500 0 0 1 20.500 9c0 3.500-2.500 6.500-8.500 11Z"/>',
  mail: '<rect x="3.500" y="5.500" width="17" height="13" rx="1.500"/><path d="m4 7 8 6 8-6"/>',
  feed: '<circle cx="6" cy="18" r="1.500"/><path d="M4.500 11.500a8 8 0 0 1 8 8M4.500 5a14.500 14.500 0 0 1 14.500 14.500"/>',
} as const satisfies Record<(typeof MENU_ICONS)[number] | 'down', string>;
export type IconName = keyof typeof icons;

/** The icon that an editor named, if we have it. */
export function findIcon(name: string | null): IconName | null {
  return name !== null && Object.hasOwn(icons, name) ? (name as IconName) : null;
}
