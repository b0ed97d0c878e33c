import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';

/** A product that was made or changed is offered by the cart, with a pool for its stock. */
export const offerProducts = {
  name: 'market.offer',
  types: ['Create:products', 'Publish:products', 'Update:products'],
  handle: ({ tx, activity, services }: { tx: Tx; activity: Activity; services: Services }) =>
    services.market.offerProduct({ tx, id: activity.object.id }),
} as const;
