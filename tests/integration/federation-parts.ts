import type { Services } from '../../contracts/services.ts';
import type { SiteName } from '../../contracts/shared.ts';
import type { Env } from '../../env.ts';
import { type CacheClient, createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import type { AnyJob } from '../../platform/queue.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { createFediverse, type Fediverse } from '../../plugins/activitypub/index.ts';
import type { Booted } from '../../server/boot.ts';
import { createWorker, type Worker } from '../../server/worker/worker.ts';
import { createFederationService } from '../../services/federation/index.ts';
import { deliver } from '../../services/federation/jobs.ts';

const log = createLog({ level: 'silent' });

export interface FederationOptions {
  /** Pauses between tries; two zeros are three tries without waiting. */
  readonly retrySeconds?: readonly number[];
  readonly inboxLimit?: number;
  readonly cache?: CacheClient;
}

export interface Federation {
  readonly services: Services;
  readonly fediverse: Fediverse;
  readonly worker: Worker;
  originOf(site: SiteName): string;
}

/** The door, service and worker of a process whose hosts answer at `port`, allowed to meet a peer on 127.0.0.1. */
export function createFederation(
  house: Pick<Booted, 'payload' | 'services'> & { env: Pick<Env, 'domain' | 'secret'> },
  port: () => number,
  { retrySeconds = [0, 0], inboxLimit = 10_000, cache = createMemoryCache() }: FederationOptions = {},
): Federation & { jobs: readonly AnyJob[] } {
  const { payload, env } = house;
  const originOf = (site: SiteName) => `http://${site}.${env.domain}:${port()}`;
  const fediverse = createFediverse({
    payload,
    services: () => services,
    originOf,
    secrets: createSecrets({ secret: env.secret }),
    log,
    cache,
    allowPrivateAddress: true,
    inboxLimit,
  });
  const services: Services = {
    ...house.services,
    federation: createFederationService({ payload, doors: () => ({ federation: fediverse.door }), retrySeconds }),
  };
  const jobs = [deliver, ...fediverse.jobs];
  const worker = createWorker({ payload, services, handlers: fediverse.handlers, jobs, sweeps: fediverse.sweeps, log });
  return { services, fediverse, worker, originOf, jobs };
}
