import type { Activity } from '../../contracts/shared.ts';
import { recordPurge } from '../page-cache/purges.ts';
import type { Handler } from './events.ts';

/**
 * Drops the cached pages that show what has changed: the purge is written with the handling,
 * and `announce` carries it to the processes after the commit. What comes together is one purge.
 */
export function createPurgeHandler(announce: (seq: bigint) => Promise<void>): Handler {
  const handleMany: NonNullable<Handler['handleMany']> = async ({ tx, activities }) => {
    const purge = toPurge(activities);
    if (purge.tags.length === 0) return undefined;
    const seq = await recordPurge(tx, purge);
    return () => announce(seq);
  };
  return {
    name: 'purge',
    types: ['*'],
    handle: ({ activity, ...event }) => handleMany({ ...event, activities: [activity] }),
    handleMany,
  };
}

/** All tags of several activities, each once; `soft` are those whose pages are at worst a little old. */
export function toPurge(activities: readonly Activity[]): { tags: readonly string[]; soft: readonly string[] } {
  const hard = new Set<string>();
  const soft = new Set<string>();
  for (const activity of activities) {
    const isSoft = toSoftness(activity);
    for (const tag of toCacheTags(activity)) (isSoft(tag) ? soft : hard).add(tag);
  }
  return { tags: [...new Set([...hard, ...soft])], soft: [...soft].filter((tag) => !hard.has(tag)) };
}

/**
 * Of which tags the pages may still be shown for a moment while they are made anew. Where something
 * only appeared by an import: of all. Where a post or page is, after the change, there for everybody
 * and its time has come (`out`): of the lists and neighbours that mention it, never of its own page.
 * Whatever is taken back, put off, or not for everybody is gone from every page at once.
 */
function toSoftness({ type, object, visibility, imported, data }: Activity): (tag: string) => boolean {
  const appears = type === 'Create' || type === 'Publish';
  if (imported && appears) return () => true;
  const isText = object.type === 'posts' || object.type === 'pages';
  if (isText && visibility === 'public' && data?.out === true && (appears || type === 'Update'))
    return (tag) => tag !== `${object.type}:${object.id}`;
  return () => false;
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
