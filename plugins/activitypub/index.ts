import type { Plugin } from 'payload';
import type { Federation, Mount } from '../../contracts/doors.ts';
import { SITE_NAMES } from '../../contracts/shared.ts';
import { onceItWorks } from '../../platform/once.ts';
import type { AnyJob } from '../../platform/queue.ts';
import { toActorUrl, toHandle } from './actors.ts';
import { createMounts } from './bridge.ts';
import { resendEndpoint } from './endpoints.ts';
import { createFederate, tellOfDue } from './handlers.ts';
import { createKvStore, sweepKv } from './kv.ts';
import type { FediverseOptions, PluginOptions } from './options.ts';
import { rememberFaults } from './own-faults.ts';
import { createMessageQueue } from './queue.ts';
import type { Tell } from './tell.ts';

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
  const { queue, job } = createMessageQueue({
    payload,
    secrets,
    process: async (message) => {
      const { fedify } = await open();
      await fedify.processQueuedTask(undefined, message as Parameters<typeof fedify.processQueuedTask>[1]);
    },
    onGivenUp: (error) => log.error({ err: error }, 'an incoming activity was given up'),
  });
  const open = onceItWorks(async () => {
    const { openFediverse } = await import('./open.ts');
    return openFediverse({ ...options, kv, queue: rememberFaults(queue) });
  });
  const tell: Tell = async (occasion) => (await open()).tell(occasion);

  return {
    door: {
      deliver: async (delivery) => (await open()).deliver(delivery),
      listActors: () =>
        SITE_NAMES.map((site) => ({
          site,
          handle: toHandle(site, originOf(site)),
          url: toActorUrl(site, originOf(site)),
        })),
    },
    mounts: createMounts({ getFedify: async () => (await open()).fedify, services, originOf, cache, log, inboxLimit }),
    handlers: [createFederate(tell)],
    jobs: [job],
    resealKeys: async () => (await import('./keys.ts')).resealKeys({ payload, secrets }),
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
