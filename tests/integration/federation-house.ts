import type { Federation } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';
import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { prepareQueue } from '../../platform/queue.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { createFediverse } from '../../plugins/activitypub/index.ts';
import { createHost } from '../../server/host/host.ts';
import { createWorker, type Worker } from '../../server/worker/worker.ts';
import { createFederationService } from '../../services/federation/index.ts';
import { deliver } from '../../services/federation/jobs.ts';
import { send } from '../doubles/fediverse/http.ts';
import type { TestBoot } from './harness.ts';

export interface FederationHouse {
  readonly services: Services;
  readonly door: Federation;
  readonly worker: Worker;
  originOf(site: SiteName): string;
  actorOf(site: SiteName): { actor: string; inbox: string; sharedInbox: string };
  get(url: string, accept?: string): ReturnType<typeof send>;
  close(): Promise<void>;
}

/** The real host and worker with the fediverse door, allowed to meet a peer on 127.0.0.1. */
export async function openFederationHouse(
  house: TestBoot,
  { retrySeconds = [0, 0], inboxLimit = 10_000 }: { retrySeconds?: readonly number[]; inboxLimit?: number } = {},
): Promise<FederationHouse> {
  const { payload, env } = house;
  const log = createLog({ level: 'silent' });
  const cache = createMemoryCache();
  let port = 0;
  const originOf = (site: SiteName) => `http://${site}.${env.domain}:${port}`;
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
  await prepareQueue(payload, jobs);
  const worker = createWorker({ payload, services, handlers: fediverse.handlers, jobs, sweeps: fediverse.sweeps, log });
  // Makes the subscriptions known, so that what happens from now on is handed over.
  await worker.drain();
  const host = createHost({
    env: { ...env, port: 0 },
    roles: SITE_NAMES,
    sites: new Map(),
    mounts: fediverse.mounts,
    findViewer: async () => null,
    services,
    cache,
    cms: null,
    api: null,
    log,
    sql: payload.db.pool,
  });
  port = await host.listen(0, '127.0.0.1');

  return {
    services,
    door: fediverse.door,
    worker,
    originOf,
    actorOf: (site) => {
      const actor = `${originOf(site)}/ap/actors/${site}`;
      return { actor, inbox: `${actor}/inbox`, sharedInbox: `${originOf(site)}/ap/inbox` };
    },
    get: (url, accept = 'application/activity+json') => send(url, { headers: { accept } }),
    close: async () => {
      await host.close();
      await cache.close();
    },
  };
}
