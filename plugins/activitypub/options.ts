import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';
import type { SiteName } from '../../contracts/shared.ts';
import type { CacheClient } from '../../platform/cache.ts';
import type { Log } from '../../platform/log.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** What the config side needs; the rest is made by `createFediverse` once Payload stands. */
export interface PluginOptions {
  readonly services: () => Services;
}

export interface FediverseOptions {
  readonly payload: Payload;
  readonly services: () => Services;
  /** `http://blog.rose.localhost:3000`: scheme, host and port as the outside sees them, no slash at the end. */
  readonly originOf: (site: SiteName) => string;
  readonly secrets: Secrets;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Counts incoming requests per address and minute; shared when there is Redis. */
  readonly cache: CacheClient;
  /**
   * Lets addresses of the machine itself and of private networks be fetched and posted to. For
   * tests with a peer on 127.0.0.1 only: it opens the way to everything inside the house.
   */
  readonly allowPrivateAddress?: boolean;
  /** Activities one remote address may post in a minute. */
  readonly inboxLimit?: number;
}
