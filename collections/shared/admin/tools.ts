import type { Audience } from './roles.ts';

/** Pages of the admin that belong to no collection, in the order of the menu. */
export const tools = [
  {
    name: 'calendar',
    path: '/calendar',
    label: 'Calendar',
    for: 'staff',
    component: '/collections/blog/calendar-view.tsx#CalendarView',
  },
  { name: 'links', path: '/links', label: 'Links', for: 'editors', component: '/collections/blog/links-view.tsx#LinksView' },
] as const satisfies readonly { name: string; path: `/${string}`; label: string; for: Audience; component: string }[];
