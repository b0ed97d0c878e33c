import { Redis } from 'ioredis';
import type { CacheClient } from './cache.ts';
import type { Log } from './log.ts';

/** Compare and set in one step, so that of two writers the higher number stays. */
const RAISE = `
local now = tonumber(redis.call('GET', KEYS[1]))
if not now or now < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end`;

/**
 * On Redis 7, shared by all processes with the same `url` and `prefix`. While Redis is away a
 * command fails after `timeoutMs` at the latest, so that a page is made without it; the client
 * reconnects by itself.
 */
export function createRedisCache(options: { url: string; log: Log; prefix?: string; timeoutMs?: number }): CacheClient {
  const prefix = options.prefix ?? 'rose:';
  const base = { maxRetriesPerRequest: 1, connectTimeout: 2000, retryStrategy: (times: number) => Math.min(times * 100, 2000) };
  const redis = new Redis(options.url, { ...base, commandTimeout: options.timeoutMs ?? 500 });
  // A subscribed connection takes no other commands, and must keep trying for good.
  const listener = new Redis(options.url, { ...base, maxRetriesPerRequest: null, lazyConnect: true });
  for (const client of [redis, listener])
    client.on('error', (error) => options.log.warn({ error: error.message }, 'Redis cannot be reached'));

  const subscriptions = new Map<string, Set<{ onMessage: (message: string) => void; onConnect?: () => void }>>();
  listener.on('message', (channel: string, message: string) => {
    for (const subscription of subscriptions.get(channel) ?? []) subscription.onMessage(message);
  });
  listener.on('ready', () => {
    // ioredis subscribes again by itself after `ready`; a listener that catches up from the
    // database twice does no harm, one that catches up too early might miss a message.
    setTimeout(() => {
      for (const group of subscriptions.values()) for (const subscription of group) subscription.onConnect?.();
    }, 50).unref();
  });

  const seconds = (ttl: number) => Math.max(1, Math.ceil(ttl));
  const toValue = (value: string | Uint8Array) => (typeof value === 'string' ? value : Buffer.from(value));
  const toBuffer = (value: unknown) => (Buffer.isBuffer(value) ? value : null);

  return {
    shared: true,
    get: async (key) => redis.getBuffer(prefix + key),
    getMany: async (keys) => {
      if (keys.length === 0) return [];
      const values: unknown[] = await redis.mgetBuffer(keys.map((key) => prefix + key));
      return values.map(toBuffer);
    },
    set: async (key, value, ttl) => void (await redis.set(prefix + key, toValue(value), 'EX', seconds(ttl))),
    setIfAbsent: async (key, value, ttl) => (await redis.set(prefix + key, toValue(value), 'EX', seconds(ttl), 'NX')) === 'OK',
    delete: async (...keys) => {
      if (keys.length > 0) await redis.del(keys.map((key) => prefix + key));
    },
    increment: async (key, ttl) => {
      const sum = await redis.incr(prefix + key);
      if (ttl !== undefined && sum === 1) await redis.expire(prefix + key, seconds(ttl));
      return sum;
    },
    raise: async (key, value, ttl) => void (await redis.eval(RAISE, 1, prefix + key, value, seconds(ttl))),
    publish: async (channel, message) => void (await redis.publish(prefix + channel, message)),
    subscribe: async (channel, subscription) => {
      const name = prefix + channel;
      const group = subscriptions.get(name) ?? new Set();
      subscriptions.set(name, group.add(subscription));
      if (group.size === 1) await listener.subscribe(name);
      subscription.onConnect?.();
      return async () => {
        group.delete(subscription);
        if (group.size === 0) await listener.unsubscribe(name).catch(() => {});
      };
    },
    ping: async () => void (await redis.ping()),
    close: async () => {
      redis.disconnect();
      listener.disconnect();
    },
  };
}
