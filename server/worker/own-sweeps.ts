import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toExecutor } from '../../platform/transactions.ts';
import type { Sweep } from './sweeps.ts';

/**
 * Payload's scheduled publishing. Its jobs are claimed without a lease, so one that was running
 * when its process was killed stays claimed for ever; under the sweep's lock nobody else runs
 * any, and whatever is claimed can be given back first.
 */
export function scheduledPublishing(payload: Payload): Sweep {
  return {
    name: 'scheduled-publishing',
    everySeconds: 5,
    run: async () => {
      await toExecutor(payload).execute(sql`update payload_jobs set processing = false where processing`);
      await payload.jobs.run({ allQueues: true, limit: 50, sequential: true, silent: true });
    },
  };
}

/** Marks of work long done, which nobody looks at any more. */
export function pruneHandlings(payload: Payload, keepDays = 30): Sweep {
  return {
    name: 'prune-handlings',
    everySeconds: 3600,
    run: async () => {
      await toExecutor(payload).execute(sql`
        delete from activity_handlings
        where state = 'done' and handled_at < now() - ${keepDays} * interval '1 day'
      `);
    },
  };
}
