import type { Plugin } from 'payload';
import type { Federation, Mount } from '../../contracts/doors.ts';
import { SITE_NAMES } from '../../contracts/shared.ts';
import type { AnyJob } from '../../platform/queue.ts';
import { toActorUrl, toHandle } from './actors.ts';
import { createMounts } from './bridge.ts';
import { createClient } from './client.ts';
import { resendEndpoint } from './endpoints.ts';
import { createActivityPub } from './federation.ts';
import { createFederate, tellOfDue } from './handlers.ts';
import { listenToInboxes } from './inbox.ts';
import { createKeys, resealKeys } from './keys.ts';
import { createKvStore, sweepKv } from './kv.ts';
import type { FediverseOptions, PluginOptions } from './options.ts';
import { rememberFaults } from './own-faults.ts';
import { createPost } from './post.ts';
import { createMessageQueue } from './queue.ts';
import { createSign } from './sign.ts';
import { createTell } from './tell.ts';

/** The config side of the door: an editor's way to send a failed delivery again. */
export function activitypub({ services }: PluginOptions): Plugin {
  return (config) => ({ ...config, endpoints: [...(config.endpoints ?? []), resendEndpoint(services)] });
}

export interface Fediverse {
  readonly door: Federation;
  /** For the host, before any body parser. */
  readonly mounts: readonly Mount[];
  readonly handlers: readonly ReturnType<typeof createFederate>[];
  readonly jobs: readonly AnyJob[];
  readonly sweeps: readonly { name: string; everySeconds: number; run: () => Promise<void> }[];
  /** After the secret has changed: seals the keys under the present one. */
  resealKeys(): Promise<void>;
}

/** The fediverse door. Starts nothing: keys are made at first use, the worker runs the jobs. */
export function createFediverse(options: FediverseOptions): Fediverse {
  const { payload, services, originOf, secrets, log, cache, allowPrivateAddress = false, inboxLimit = 600 } = options;
  if (allowPrivateAddress) log.warn({}, 'the fediverse door may reach private addresses: for tests only');
  const kv = rememberFaults(createKvStore(payload));
  const keys = createKeys({ payload, secrets });
  const sign = createSign({ keys, originOf });
  const tell = createTell({ sign, originOf });
  const { queue, job } = createMessageQueue({
    payload,
    secrets,
    process: (message) => fedify.processQueuedTask(undefined, message as Parameters<typeof fedify.processQueuedTask>[1]),
    onGivenUp: (error) => log.error({ err: error }, 'an incoming activity was given up'),
  });
  const fedify = createActivityPub({ services, originOf, keys, kv, queue: rememberFaults(queue), allowPrivateAddress });
  listenToInboxes(fedify, { services, originOf, sign, log });
  const { deliver } = createClient({ keys, originOf, kv, post: createPost({ allowPrivateAddress }) });

  return {
    door: {
      deliver,
      listActors: () =>
        SITE_NAMES.map((site) => ({
          site,
          handle: toHandle(site, originOf(site)),
          url: toActorUrl(site, originOf(site)),
        })),
    },
    mounts: createMounts({ fedify, services, originOf, cache, log, inboxLimit }),
    handlers: [createFederate(tell)],
    jobs: [job],
    resealKeys: () => resealKeys({ payload, secrets }),
    sweeps: [
      { name: 'federation-due', everySeconds: 60, run: () => tellOfDue({ payload, services: services(), tell }) },
      { name: 'activitypub-kv', everySeconds: 3600, run: () => sweepKv(payload) },
      {
        name: 'federation-overdue',
        everySeconds: 60,
        run: async () => {
          const queued = await services().federation.requeueOverdue();
          if (queued > 0) log.warn({ queued }, 'deliveries had lost their place in the queue');
        },
      },
    ],
  };
}
