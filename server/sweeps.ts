import type { Payload } from 'payload';
import type { Services } from '../contracts/services.ts';
import { createPublishesSweep } from '../services/account/publishes.ts';
import { blogSweeps } from '../services/blog/sweeps.ts';
import { cartSweeps } from '../services/cart/sweeps.ts';
import { deleteOldPurges } from './page-cache/purges.ts';
import { forgetPageViews } from './page-views.ts';
import { pruneHandlings, scheduledPublishing } from './worker/own-sweeps.ts';
import type { Sweep } from './worker/sweeps.ts';

/** Everything the worker does over and over, in one list; a new sweep is one line here. */
export function createSweeps({ payload, services }: { payload: Payload; services: Services }): readonly Sweep[] {
  return [
    scheduledPublishing(payload),
    pruneHandlings(payload),
    { name: 'forget-purges', everySeconds: 3600, run: async () => void (await deleteOldPurges(payload.db.pool)) },
    forgetPageViews(payload.db.pool),
    createPublishesSweep({ payload, services }),
    ...blogSweeps(payload),
    ...cartSweeps(() => services.cart),
  ];
}
