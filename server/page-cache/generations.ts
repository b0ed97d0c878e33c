import type { CacheClient } from '../../platform/cache.ts';

/** When a render began, in purges: what was purged later must not be stored from it. */
export interface Stamp {
  readonly local: number;
  /** Null when there is no shared cache, or it could not be reached. */
  readonly shared: number | null;
}

export interface Generations {
  /** Taken before anything is read for a render. */
  begin(): Promise<Stamp>;
  /** Nothing with one of these tags was purged in this process since the stamp. */
  isCurrent(stamp: Stamp, tags: readonly string[]): boolean;
  /** The same for the shared cache; false when it cannot be reached. */
  isSharedCurrent(shared: number, tags: readonly string[]): Promise<boolean>;
  /** Notes a purge in this process. */
  advance(tags: readonly string[]): void;
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
  /** In the order of the purges, oldest first. */
  const purged = new Map<string, { count: number; at: number }>();
  let forgotten = 0;

  function forgetOld() {
    for (const [tag, purge] of purged) {
      if (purge.at > now() - REMEMBERED_MS) return;
      purged.delete(tag);
      forgotten = purge.count;
    }
  }

  return {
    async begin() {
      const local = count;
      if (!cache.shared) return { local, shared: null };
      try {
        return { local, shared: Number((await cache.get('purges')) ?? 0) };
      } catch {
        return { local, shared: null };
      }
    },
    isCurrent(stamp, tags) {
      // A render that outlasted our memory of purges may have missed one.
      if (stamp.local < forgotten) return false;
      return tags.every((tag) => (purged.get(tag)?.count ?? 0) <= stamp.local);
    },
    async isSharedCurrent(shared, tags) {
      try {
        const generations = await cache.getMany(tags.map((tag) => `generation:${tag}`));
        return generations.every((generation) => Number(generation ?? 0) <= shared);
      } catch {
        return false;
      }
    },
    advance(tags) {
      count++;
      for (const tag of tags) {
        purged.delete(tag);
        purged.set(tag, { count, at: now() });
      }
      forgetOld();
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
