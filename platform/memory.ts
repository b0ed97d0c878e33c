import type { Payload } from 'payload';

interface Kept {
  readonly tag: string;
  readonly value: Promise<unknown>;
}

const memories = new WeakMap<Payload, Map<string, Kept>>();

/**
 * From now on this process keeps what `remember` reads. Whoever opens the memory promises to call
 * `forget` with the tags of every purge, before pages are made anew; a process that hears no purges
 * (a command, a test) opens none, and reads each time.
 */
export function openMemory(payload: Payload): { forget(tags: readonly string[]): void } {
  const memory = new Map<string, Kept>();
  memories.set(payload, memory);
  return {
    forget: (tags) => {
      for (const [key, { tag }] of memory) if (tags.includes(tag)) memory.delete(key);
    },
  };
}

/** What every page reads and few people change, under the cache tag that announces its change. */
export function remember<T>(payload: Payload, { key, tag, read }: { key: string; tag: string; read: () => Promise<T> }): Promise<T> {
  const memory = memories.get(payload);
  if (!memory) return read();
  const kept = memory.get(key);
  if (kept) return kept.value as Promise<T>;
  const value = read();
  memory.set(key, { tag, value });
  // A failure is not remembered, and what was forgotten meanwhile does not come back.
  value.catch(() => {
    if (memory.get(key)?.value === value) memory.delete(key);
  });
  return value;
}
