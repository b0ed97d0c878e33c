import type { CacheClient } from '../../platform/cache.ts';

/** When a render began, in purges: what was purged later must not be stored from it. */
export interface Stamp {
  readonly local: number;
  /** Null when there is no shared cache, or it could not be reached. */
  readonly shared: number | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Generations {
  /** Taken before anything is read for a render. */
  begin(): Promise<Stamp>;
  /** Nothing with one of these tags was purged in this process since the stamp. */
  isCurrent(stamp: Stamp, tags: readonly string[]): boolean;
  /** Something with one of these tags was made stale in this process since the stamp. */
  isStale(stamp: Stamp, tags: readonly string[]): boolean;
  /** The same as `isCurrent` for the shared cache; false when it cannot be reached. */
  isSharedCurrent(shared: number, tags: readonly string[]): Promise<boolean>;
  /** Notes a purge in this process; of `soft` tags the pages became stale, no worse. */
  advance(tags: readonly string[], soft?: readonly string[]): void;
  /** Notes a purge for all processes; throws when the shared cache cannot be reached. */
  advanceShared(tags: readonly string[]): Promise<void>;
}

/** Longer than any render may take; older purges need not be remembered. */
const REMEMBERED_MS = 120_000;
/** Longer than a page may live in the shared cache, see `tagged-store.ts`. */
const SHARED_TTL = 26 * 3600;
const COUNTER_TTL = 366 * 24 * 3600;

/**
 * Purges are counted. A tag's generation is the count at its last purge; a stamp is the count when
 * a render began; a render is good while no tag of it has a generation above its stamp.
 */
export function createGenerations(cache: CacheClient, now: () => number = Date.now): Generations {
  let count = 0;
  const hard = createLedger(now);
  const soft = createLedger(now);

  return {
    async begin() {
      const stamp = { local: count, at: now() };
      if (!cache.shared) return { ...stamp, shared: null };
      try {
        return { ...stamp, shared: Number((await cache.get('purges')) ?? 0) };
      } catch {
        return { ...stamp, shared: null };
      }
    },
    isCurrent: (stamp, tags) => !hard.hasSince(stamp.local, tags),
    isStale: (stamp, tags) => soft.hasSince(stamp.local, tags),
    async isSharedCurrent(shared, tags) {
      try {
        const generations = await cache.getMany(tags.map((tag) => `generation:${tag}`));
        return generations.every((generation) => Number(generation ?? 0) <= shared);
      } catch {
        return false;
      }
    },
    advance(tags, softTags = []) {
      count++;
      hard.note(count, tags);
      soft.note(count, softTags);
    },
    async advanceShared(tags) {
      if (!cache.shared) return;
      // Begun at the clock, the count is higher than before even when the cache has lost it.
      await cache.setIfAbsent('purges', String(now()), COUNTER_TTL);
      const shared = await cache.increment('purges');
      await Promise.all(tags.map((tag) => cache.raise(`generation:${tag}`, shared, SHARED_TTL)));
    },
  };
}

/** The last purge of each tag, for as long as a render may take. */
function createLedger(now: () => number) {
  /** In the order of the purges, oldest first. */
  const purged = new Map<string, { count: number; at: number }>();
  let forgotten = 0;
  return {
    note(count: number, tags: readonly string[]) {
      for (const tag of tags) {
        purged.delete(tag);
        purged.set(tag, { count, at: now() });
      }
      for (const [tag, purge] of purged) {
        if (purge.at > now() - REMEMBERED_MS) return;
        purged.delete(tag);
        forgotten = purge.count;
      }
    },
    hasSince(count: number, tags: readonly string[]): boolean {
      // A render that outlasted our memory of purges may have missed one.
      return count < forgotten || tags.some((tag) => (purged.get(tag)?.count ?? 0) > count);
    },
  };
}
