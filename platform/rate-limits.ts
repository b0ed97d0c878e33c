import { Redis } from 'ioredis';
import { APIError } from 'payload';
import type { Pool } from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** So many in so much time; the one above it is refused until the time is over. */
export interface RateLimit {
  /** Part of the stored key: `magic-link`, `inbox`. */
  readonly name: string;
  readonly times: number;
  readonly seconds: number;
}

export type RateVerdict =
  | { readonly type: 'allowed'; readonly left: number }
  | { readonly type: 'refused'; readonly retryAfterSeconds: number };

export interface RateLimits {
  /** Counts one for `key` (an address, an account, a host) and says whether it is still within the limit. */
  take(limit: RateLimit, key: string): Promise<RateVerdict>;
  /** The same, and throws a 429 with a sentence for the reader. */
  check(limit: RateLimit, key: string): Promise<void>;
  /** Forgets what was counted, as after a right password. */
  reset(limit: RateLimit, key: string): Promise<void>;
  close(): Promise<void>;
}

/** Where counts are kept: this process, or shared by all in Redis or in Postgres (table `rate_limits`). */
export type RateLimitStore =
  | { readonly type: 'memory' }
  | { readonly type: 'redis'; readonly url: string }
  | { readonly type: 'postgres'; readonly pool: Pool };

export function createRateLimits(store: RateLimitStore): RateLimits {
  const limiters = new Map<string, RateLimiterAbstract>();
  const redis = store.type === 'redis' ? new Redis(store.url, { maxRetriesPerRequest: 1, commandTimeout: 500 }) : null;
  // The limiter says nothing more useful than "counting alone", which the insurance does.
  redis?.on('error', () => {});

  function toLimiter({ name, times, seconds }: RateLimit): RateLimiterAbstract {
    const id = `${name}:${times}:${seconds}`;
    const known = limiters.get(id);
    if (known) return known;
    const options = { keyPrefix: `limit:${name}`, points: times, duration: seconds };
    // A shared store that is away must not lock everybody out: this process counts alone meanwhile.
    const insuranceLimiter = new RateLimiterMemory(options);
    const limiter =
      redis !== null
        ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter })
        : store.type === 'postgres'
          ? new RateLimiterPostgres({
              ...options,
              storeClient: store.pool,
              storeType: 'pool',
              tableName: 'rate_limits',
              tableCreated: true,
              insuranceLimiter,
            })
          : insuranceLimiter;
    limiters.set(id, limiter);
    return limiter;
  }

  async function take(limit: RateLimit, key: string): Promise<RateVerdict> {
    try {
      const { remainingPoints } = await toLimiter(limit).consume(key);
      return { type: 'allowed', left: remainingPoints };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return { type: 'refused', retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
    }
  }

  return {
    take,
    async check(limit, key) {
      const verdict = await take(limit, key);
      if (verdict.type === 'refused') {
        throw new APIError(`That was tried too often. Try again in ${toWords(verdict.retryAfterSeconds)}.`, 429, undefined, true);
      }
    },
    async reset(limit, key) {
      await toLimiter(limit).delete(key);
    },
    close: async () => redis?.disconnect(),
  };
}

function toWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
