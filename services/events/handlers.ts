import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';

/** A ticket type that was made or changed is offered by the cart, with the pools it claims. */
export const offerTickets = {
  name: 'events.offer',
  types: ['Create:ticket-types', 'Update:ticket-types'],
  handle: ({ tx, activity, services }: { tx: Tx; activity: Activity; services: Services }) =>
    services.events.offerTicketType({ tx, id: activity.object.id }),
} as const;
