import { hashOf } from './hash.ts';
import type { Spool } from './spool.ts';

/** Names each record of a site for good: the same over every export of it. */
export type ToSourceId = (table: string, row: { readonly id: string; readonly uuid: string | null; readonly email?: string }) => string;

/**
 * Ids of Ghost 1 and later are unique in the world. Those of 0.x are small integers that every site
 * has, so the row's uuid goes along, or, where there is none, what tells people or sites apart. (The owner of
 * a site that began with Ghost 1 to 4 is number 1 as well.)
 */
export function createSourceIds(spool: Spool): ToSourceId {
  let site: string | undefined;
  return (table, { id, uuid, email }) => {
    if (!/^\d{1,10}$/.test(id)) return `ghost:${table}:${id}`;
    if (uuid) return `ghost:${table}:${id}-${uuid.slice(0, 64)}`;
    if (email) return `ghost:${table}:${id}-${hashOf(email).slice(0, 8)}`;
    site ??= toSiteMark(spool);
    return `ghost:${table}:${site}-${id}`;
  };
}

function toSiteMark(spool: Spool): string {
  const settings = [...spool.list('settings')].map(({ key, value, uuid }) => ({ key, value, uuid }));
  return hashOf(settings.filter(({ key }) => key !== 'url')).slice(0, 8);
}
