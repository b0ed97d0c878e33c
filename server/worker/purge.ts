import type { Activity } from '../../contracts/shared.ts';
import { recordPurge } from '../page-cache/purges.ts';
import type { Handler } from './events.ts';

/**
 * Drops the cached pages that show what has changed: the purge is written with the handling,
 * and `announce` carries it to the processes after the commit.
 */
export function createPurgeHandler(announce: (seq: bigint) => Promise<void>): Handler {
  return {
    name: 'purge',
    types: ['*'],
    handle: async ({ tx, activity }) => {
      const tags = toCacheTags(activity);
      if (tags.length === 0) return undefined;
      const seq = await recordPurge(tx, tags);
      return () => announce(seq);
    },
  };
}

/**
 * The tags an activity brings along (collections say them in `defineCollection`); a public one
 * without any concerns its own record and the lists of its collection.
 */
export function toCacheTags({ data, object, visibility }: Activity): readonly string[] {
  const given = data?.tags;
  if (Array.isArray(given)) return [...new Set(given.filter((tag) => typeof tag === 'string' && tag !== ''))];
  return visibility === 'public' ? [object.type, `${object.type}:${object.id}`] : [];
}
