import { LRUCache } from 'lru-cache';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import type { Generations, Stamp } from './generations.ts';

export interface Entry<T> {
  readonly value: T;
  readonly tags: readonly string[];
  /** Milliseconds since the epoch: when its making began. */
  readonly begunAt: number;
  /** Milliseconds since the epoch; after it the value is stale, after `staleUntil` gone. */
  freshUntil: number;
  staleUntil: number;
}

/** How a value travels to the shared cache and back. */
export interface Codec<T> {
  sizeOf(value: T): number;
  encode(value: T): Buffer;
  decode(bytes: Buffer): T;
}

export interface TaggedStore<T> {
  /** What this process holds, stale entries included; null when nothing is. */
  peek(key: string): Entry<T> | null;
  /** What the shared cache holds and is still fresh; keeps it here too. */
  load(key: string): Promise<Entry<T> | null>;
  /**
   * Keeps an entry unless one of its tags was purged since the stamp; says whether it did. After a
   * soft purge it is kept as stale.
   */
  put(key: string, entry: Omit<Entry<T>, 'begunAt'>, stamp: Stamp): boolean;
  /** Drops from this process what has one of the tags; what has only a soft one is stale from now on. */
  purge(tags: readonly string[], soft?: readonly string[]): void;
  /** Drops one entry from this process. */
  delete(key: string): void;
}

/** How long after a soft purge an entry may still be shown; a change is to be seen within a second. */
const SOFT_MS = 600;

/** No entry is shared for longer, whatever its makers say: generations are forgotten after that. */
export const LONGEST_LIFE_MS = 24 * 3600 * 1000;

/**
 * Two levels: an LRU of `maxBytes` in this process, and the shared cache when there is one. The
 * second is asked only when the first has nothing, and believed only when no tag was purged since.
 */
export function createTaggedStore<T>(options: {
  name: string;
  maxBytes: number;
  codec: Codec<T>;
  cache: CacheClient;
  generations: Generations;
  log: Log;
}): TaggedStore<T> {
  const { name, codec, cache, generations, log } = options;
  const keysByTag = new Map<string, Set<string>>();
  const entries = new LRUCache<string, Entry<T>>({
    maxSize: options.maxBytes,
    sizeCalculation: (entry, key) => codec.sizeOf(entry.value) + key.length * 2 + 200,
    dispose: (entry, key, reason) => {
      if (reason !== 'set') forgetTags(key, entry.tags);
    },
  });

  function forgetTags(key: string, tags: readonly string[]) {
    for (const tag of tags) {
      const keys = keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) keysByTag.delete(tag);
    }
  }

  function keep(key: string, entry: Entry<T>) {
    const before = entries.get(key);
    if (before) forgetTags(key, before.tags);
    entries.set(key, entry);
    if (!entries.has(key)) return;
    for (const tag of entry.tags) keysByTag.set(tag, (keysByTag.get(tag) ?? new Set()).add(key));
  }

  function share(key: string, entry: Entry<T>, shared: number) {
    const ttl = Math.min(entry.staleUntil - Date.now(), LONGEST_LIFE_MS) / 1000;
    if (ttl < 1) return;
    const head = Buffer.from(JSON.stringify({ tags: entry.tags, freshUntil: entry.freshUntil, staleUntil: entry.staleUntil, shared }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    cache.set(`${name}:${key}`, Buffer.concat([size, head, codec.encode(entry.value)]), ttl).catch((error: unknown) => {
      log.debug({ error, key }, 'Not stored in the shared cache');
    });
  }

  return {
    peek: (key) => entries.get(key) ?? null,
    async load(key) {
      if (!cache.shared) return null;
      const stamp = await generations.begin();
      try {
        const bytes = await cache.get(`${name}:${key}`);
        if (!bytes) return null;
        const { shared, ...rest } = { begunAt: stamp.at, ...toHead(bytes) };
        if (rest.freshUntil <= Date.now()) return null;
        if (!(await generations.isSharedCurrent(shared, rest.tags))) return null;
        const entry = { ...rest, value: codec.decode(bytes.subarray(4 + bytes.readUInt32LE(0))) };
        if (generations.isCurrent(stamp, entry.tags) && !generations.isStale(stamp, entry.tags)) keep(key, entry);
        return entry;
      } catch (error) {
        log.debug({ error, key }, 'Not read from the shared cache');
        return null;
      }
    },
    put(key, made, stamp) {
      if (!generations.isCurrent(stamp, made.tags)) return false;
      const entry = { ...made, begunAt: stamp.at };
      const isStale = generations.isStale(stamp, entry.tags);
      // The purge that was missed may have come right after the stamp.
      if (isStale) soften(entry, stamp.at);
      if (entry.staleUntil <= Date.now()) return false;
      keep(key, entry);
      if (!isStale && stamp.shared !== null) share(key, entry, stamp.shared);
      return true;
    },
    purge(tags, soft = []) {
      for (const tag of tags) for (const key of [...(keysByTag.get(tag) ?? [])]) entries.delete(key);
      const now = Date.now();
      for (const tag of soft) {
        for (const key of keysByTag.get(tag) ?? []) {
          const entry = entries.peek(key);
          if (entry) soften(entry, now);
        }
      }
    },
    delete(key) {
      entries.delete(key);
    },
  };
}

/** Stale now, gone soon after the purge; a second purge gives no more time than the first. */
function soften(entry: Entry<unknown>, purgedAt: number) {
  entry.freshUntil = Math.min(entry.freshUntil, Date.now());
  entry.staleUntil = Math.min(entry.staleUntil, purgedAt + SOFT_MS);
}

/** Written by `share` of a process of ours, perhaps of another version: read with care. */
function toHead(bytes: Buffer): { tags: string[]; freshUntil: number; staleUntil: number; shared: number } {
  const head: unknown = JSON.parse(bytes.toString('utf8', 4, 4 + bytes.readUInt32LE(0)));
  if (typeof head !== 'object' || head === null) throw new Error('An entry without a head.');
  const { tags, freshUntil, staleUntil, shared } = head as Record<string, unknown>;
  if (!Array.isArray(tags) || typeof freshUntil !== 'number' || typeof staleUntil !== 'number' || typeof shared !== 'number') {
    throw new Error('An entry whose head is not understood.');
  }
  return { tags: tags.map(String), freshUntil, staleUntil, shared };
}
