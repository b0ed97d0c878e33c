import { LRUCache } from 'lru-cache';

/**
 * Short-lived things: pages, fragments, nonces, marks. Every read may come back empty and nothing
 * may depend on a value being kept; what matters lives in Postgres.
 */
export interface CacheClient {
  /** True when other processes see the same values. */
  readonly shared: boolean;
  get(key: string): Promise<Buffer | null>;
  /** In the order of the keys. */
  getMany(keys: readonly string[]): Promise<(Buffer | null)[]>;
  /** `ttl` in seconds, at least 1. */
  set(key: string, value: string | Uint8Array, ttl: number): Promise<void>;
  /** Sets unless there is a value already; says whether it did. */
  setIfAbsent(key: string, value: string | Uint8Array, ttl: number): Promise<boolean>;
  delete(...keys: string[]): Promise<void>;
  /** Adds one and returns the sum; the first call starts the `ttl` (seconds), which later calls leave alone. */
  increment(key: string, ttl?: number): Promise<number>;
  /** Sets the number unless a higher one is there. */
  raise(key: string, value: number, ttl: number): Promise<void>;
  publish(channel: string, message: string): Promise<void>;
  /**
   * `onMessage` gets what is published from now on; messages may be lost while a connection is
   * down, so `onConnect` is called after every (re)connection for the listener to catch up.
   */
  subscribe(channel: string, listener: { onMessage: (message: string) => void; onConnect?: () => void }): Promise<() => Promise<void>>;
  /** Throws when the cache cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** In this process only; `maxBytes` of values are kept, the least recently used go first. */
export function createMemoryCache(options: { maxBytes?: number } = {}): CacheClient {
  const values = new LRUCache<string, Buffer>({
    maxSize: options.maxBytes ?? 64 * 1024 * 1024,
    sizeCalculation: (value, key) => value.length + key.length * 2 + 64,
  });
  const listeners = new Map<string, Set<(message: string) => void>>();
  const put = (key: string, value: string | Uint8Array, ttl: number) =>
    void values.set(key, Buffer.from(value), { ttl: Math.max(1, ttl) * 1000 });

  return {
    shared: false,
    get: async (key) => values.get(key) ?? null,
    getMany: async (keys) => keys.map((key) => values.get(key) ?? null),
    set: async (key, value, ttl) => put(key, value, ttl),
    setIfAbsent: async (key, value, ttl) => {
      if (values.has(key)) return false;
      put(key, value, ttl);
      return true;
    },
    delete: async (...keys) => {
      for (const key of keys) values.delete(key);
    },
    increment: async (key, ttl) => {
      const sum = Number(values.get(key) ?? 0) + 1;
      const left = values.getRemainingTTL(key);
      const millis = sum > 1 && Number.isFinite(left) ? left : (ttl ?? 0) * 1000;
      values.set(key, Buffer.from(String(sum)), millis > 0 ? { ttl: millis } : {});
      return sum;
    },
    raise: async (key, value, ttl) => {
      if (Number(values.get(key) ?? -Infinity) < value) put(key, String(value), ttl);
    },
    publish: async (channel, message) => {
      for (const listener of listeners.get(channel) ?? []) listener(message);
    },
    subscribe: async (channel, { onMessage, onConnect }) => {
      const channelListeners = listeners.get(channel) ?? new Set();
      listeners.set(channel, channelListeners.add(onMessage));
      onConnect?.();
      return async () => void channelListeners.delete(onMessage);
    },
    ping: async () => {},
    close: async () => {
      values.clear();
      listeners.clear();
    },
  };
}
