import type { BeforeListTableServerProps } from 'payload';
import { listScheduled } from '../shared/schedule.ts';
import { FilterLinks } from './filter-links.tsx';

/** Above the lists of posts and pages: what editors look for most. */
export async function QuickFilters({ collectionSlug, payload, user }: BeforeListTableServerProps) {
  const scheduled = await listScheduled(payload, collectionSlug);
  const one = (filter: string, value: string): [string, string] => [`where[or][0][and][0]${filter}`, value];
  const filters: { label: string; query: [string, string][] }[] = [
    { label: 'All', query: [] },
    { label: 'Drafts', query: [one('[_status][equals]', 'draft')] },
    {
      label: `Scheduled (${scheduled.length})`,
      // None is asked for by an id that nothing has.
      query: [one('[id][in]', scheduled.length > 0 ? scheduled.join(',') : '00000000-0000-0000-0000-000000000000')],
    },
    { label: 'Published', query: [one('[_status][equals]', 'published')] },
    { label: 'Mine', query: user ? [one('[authors][in]', String(user.id))] : [] },
  ];
  return <FilterLinks path={`${payload.config.routes.admin}/collections/${collectionSlug}`} filters={filters} />;
}
