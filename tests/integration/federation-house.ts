import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { createMemoryCache } from '../../platform/cache.ts';
import { createLog } from '../../platform/log.ts';
import { prepareQueue } from '../../platform/queue.ts';
import { createHost } from '../../server/host/host.ts';
import { send } from '../doubles/fediverse/http.ts';
import { createFederation, type Federation, type FederationOptions } from './federation-parts.ts';
import type { TestBoot } from './harness.ts';

export interface FederationHouse extends Federation {
  readonly port: number;
  actorOf(site: SiteName): { actor: string; inbox: string; sharedInbox: string };
  get(url: string, accept?: string): ReturnType<typeof send>;
  close(): Promise<void>;
}

/** The real host in front of it, on a port of its own. */
export async function openFederationHouse(house: TestBoot, options: FederationOptions = {}): Promise<FederationHouse> {
  const cache = createMemoryCache();
  let port = 0;
  const { jobs, ...federation } = createFederation(house, () => port, { cache, ...options });
  await prepareQueue(house.payload, jobs);
  // Makes the subscriptions known, so that what happens from now on is handed over.
  await federation.worker.drain();
  const host = createHost({
    env: { ...house.env, port: 0 },
    roles: SITE_NAMES,
    sites: new Map(),
    mounts: federation.fediverse.mounts,
    findViewer: async () => null,
    services: federation.services,
    cache,
    cms: null,
    api: null,
    log: createLog({ level: 'silent' }),
    sql: house.payload.db.pool,
  });
  port = await host.listen(0, '127.0.0.1');

  return {
    ...federation,
    port,
    actorOf: (site) => {
      const actor = `${federation.originOf(site)}/ap/actors/${site}`;
      return { actor, inbox: `${actor}/inbox`, sharedInbox: `${federation.originOf(site)}/ap/inbox` };
    },
    get: (url, accept = 'application/activity+json') => send(url, { headers: { accept } }),
    close: async () => {
      await host.close();
      await cache.close();
    },
  };
}
