import type { Config } from 'payload';
import { tools } from './tools.ts';

const own = '/collections/shared/admin';

/** What of Payload's admin is ours: the mark, the dashboard, and pages that belong to no collection. */
export const adminComponents: NonNullable<NonNullable<Config['admin']>['components']> = {
  graphics: { Icon: `${own}/mark.tsx#Icon`, Logo: `${own}/mark.tsx#Logo` },
  afterNavLinks: [`${own}/tool-links.tsx#ToolLinks`],
  views: {
    dashboard: { Component: `${own}/dashboard.tsx#Dashboard` },
    ...Object.fromEntries(
      tools.map(({ name, path, label, component }) => [name, { Component: component, path, exact: true, meta: { title: label } }]),
    ),
  },
};
