import type { Payload } from 'payload';
import type { Doors, Mount } from '../contracts/doors.ts';
import type { Services } from '../contracts/services.ts';
import { type HostName, SITE_NAMES } from '../contracts/shared.ts';
import { type Env, publicUrl } from '../env.ts';
import type { CacheClient } from '../platform/cache.ts';
import { createGuardedFetch } from '../platform/guarded-fetch.ts';
import type { Log } from '../platform/log.ts';
import type { AnyJob } from '../platform/queue.ts';
import type { Secrets } from '../platform/secrets.ts';
import { createFediverse } from '../plugins/activitypub/index.ts';
import { createIdentity } from '../plugins/identity/index.ts';
import { createOwnFetch } from '../plugins/identity/own-fetch.ts';
import { createMail } from '../plugins/mail/index.ts';
import { toSender } from '../plugins/mail/options.ts';
import { sumupPayments } from '../plugins/sumup/index.ts';
import { createLinkCheck } from '../services/blog/link-check.ts';
import { createProbe } from '../services/blog/link-probe.ts';
import { drawSharePicture } from '../services/blog/share-picture.job.ts';
import { mailOrders } from '../services/cart/handlers.ts';
import { deliver } from '../services/federation/jobs.ts';
import { createMediaMounts } from './media.ts';
import { createReach } from './reach.ts';
import type { Handler } from './worker/events.ts';
import type { Sweep } from './worker/sweeps.ts';

export interface Opened {
  readonly doors: Doors;
  /** HTTP of the doors, for the host. */
  readonly mounts: readonly Mount[];
  /** For the worker. */
  readonly handlers: readonly Handler[];
  readonly jobs: readonly AnyJob[];
  readonly sweeps: readonly Sweep[];
  /** Seals the keys at rest under the present secret; nothing to do when there was none before it. */
  readonly resealKeys: () => Promise<void>;
  /** Begins to look for sessions that other processes ended; answers how to stop. */
  readonly watch: () => () => void;
}

/** Every door to the outside world, made from what the environment says; a new door is a few lines here. */
export function openDoors(options: {
  env: Env;
  payload: Payload;
  services: () => Services;
  cache: CacheClient;
  secrets: Secrets;
  log: Log;
}): Opened {
  const { env, payload, services, cache, secrets, log } = options;
  const originOf = (host: HostName) => publicUrl(env, host === 'home' ? undefined : host);

  const mail = createMail({ payload, smtpUrl: env.smtpUrl, from: toSender(env.domain), printsKept: env.mode !== 'test', log });
  const reach = createReach({ sql: payload.db.pool, env });
  const fetchOwn = createOwnFetch({ reach });
  const identity = createIdentity({
    payload,
    services,
    mailer: () => mail.mailer,
    secrets,
    secret: env.secret,
    previousSecret: env.previousSecret,
    originOf,
    fetchOwn,
    isIssuerUp: async () => (await reach(new URL(originOf('federation')).host)) !== null,
    sendsMail: mail.sends,
    log,
  });
  const fediverse = createFediverse({ payload, services, originOf, secrets, log, cache });
  const sumup = env.sumup ? sumupPayments({ ...env.sumup, services, allows: createWebhookLimit(cache) }) : null;

  const own = new Set([...SITE_NAMES, 'cms' as const, 'home' as const].map((name) => new URL(originOf(name)).host));
  const checkLinks = createLinkCheck({
    payload,
    blogOrigin: originOf('blog'),
    probe: createProbe({
      isOwn: ({ host }) => own.has(host),
      askOwn: (url) => fetchOwn(url, { headers: { accept: 'text/html' } }),
      fetch: createGuardedFetch(),
    }),
  });

  const resealKeys = async () => {
    if (env.previousSecret === undefined) return;
    await identity.resealKeys();
    await fediverse.resealKeys();
  };

  return {
    doors: { payments: sumup?.payments ?? null, mailer: mail.mailer, identity: identity.door, federation: fediverse.door },
    mounts: [
      ...(sumup?.mounts ?? []),
      ...identity.mounts,
      ...fediverse.mounts,
      ...createMediaMounts({ payload, cmsOrigin: originOf('cms') }),
    ],
    handlers: [mailOrders({ mailer: () => mail.mailer, cartUrl: originOf('cart') }), ...fediverse.handlers],
    jobs: [mail.job, deliver, drawSharePicture, checkLinks, ...fediverse.jobs],
    // Again and again too: while processes start anew one by one, one of before may have sealed a key after all others looked.
    sweeps: [...identity.sweeps, ...fediverse.sweeps, { name: 'keys-at-rest', everySeconds: 3600, run: resealKeys }],
    resealKeys,
    watch: () => {
      identity.start();
      return () => identity.stop();
    },
  };
}

/** Notices are unsigned, so whoever sends many is not heard for a while; the poller settles anyway. */
function createWebhookLimit(cache: CacheClient): (address: string) => Promise<boolean> {
  const MOST_A_MINUTE = 120;
  return async (address) => (await cache.increment(`webhook:${address}`, 60)) <= MOST_A_MINUTE;
}
