import { sql } from '@payloadcms/db-postgres';
import type { CartContract } from '../../../contracts/cart.ts';
import type { Env } from '../../../env.ts';
import { emit } from '../../../platform/emit.ts';
import { createLog } from '../../../platform/log.ts';
import { createJobRunner } from '../../../platform/queue.ts';
import { inTransaction } from '../../../platform/transactions.ts';
import { importGhost } from '../../../plugins/ghost-import/index.ts';
import type { Booted } from '../../../server/boot.ts';
import type { Handler } from '../../../server/worker/events.ts';
import { createWorker } from '../../../server/worker/worker.ts';
import { createFederation } from '../../integration/federation-parts.ts';

export type CrashHouse = Booted & { readonly env: Env };
type Scenario = (house: CrashHouse, input: never) => Promise<void>;

/** What a process may be killed in the middle of; each is also run to its end afterwards. */
export const scenarios = {
  /** Something happens, several times, and is handled by one handler that counts. */
  'activity-handling': async (house: Booted) => {
    await createActivityWorker(house).drain();
  },
  /** Something happens to one object after another. */
  'activity-writing': async (house: Booted, { objects }: { objects: readonly string[] }) => {
    for (const id of objects) {
      await inTransaction(house.payload, async (tx) => {
        await tx.execute(sql`insert into crash_things (id) values (${id}) on conflict do nothing`);
        await emit(tx, { type: 'Create', object: { type: 'things', id }, visibility: 'internal' });
      });
    }
  },
  /** A basket becomes an order. */
  'cart-place': async ({ services }: Booted, input: Parameters<CartContract['place']>[0]) => {
    await services.cart.place(input);
  },
  /** A checkout is opened at the provider. */
  'cart-pay': async ({ services }: Booted, input: { orderId: string }) => {
    await services.cart.startPayment(input);
  },
  /** The provider is asked, and the order paid. */
  'cart-settle': async ({ services }: Booted, input: { reference: string }) => {
    await services.cart.settle(input);
  },
  /** Holds that ran out are let go. */
  'cart-expire': async ({ services }: Booted) => {
    await services.cart.expireHolds();
  },
  /** What is due for the fediverse: incoming messages, posts to tell of, deliveries. */
  'federation-drain': async (house: CrashHouse, { port }: { port: number }) => {
    await createFederation(house, () => port).worker.drain();
  },
  /** A Ghost export is brought in. */
  import: async ({ services }: CrashHouse, { file }: { file: string }) => {
    await importGhost({ file, services });
  },
  /** Queued mails are sent. */
  'mail-send': async (house: Booted) => {
    await createMailRunner(house).runDue();
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** A worker whose handler writes one row for each thing it is told of. */
export function createActivityWorker(house: Pick<Booted, 'payload' | 'services'>) {
  const counting: Handler = {
    name: 'crash-counting',
    types: ['*:things'],
    handle: async ({ tx, activity }) => {
      await tx.execute(sql`insert into crash_effects (object, seq) values (${activity.object.id}, ${String(activity.seq)}::bigint)`);
    },
  };
  return createWorker({ payload: house.payload, services: house.services, handlers: [counting], log: createLog({ level: 'silent' }) });
}

/** Runs the jobs of the mail door. */
export function createMailRunner({ payload, services, jobs }: Booted) {
  return createJobRunner({ payload, services, jobs: jobs.filter(({ name }) => name === 'mail.send'), onError: () => {} });
}
