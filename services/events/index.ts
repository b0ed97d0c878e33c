import type { Payload } from 'payload';
import type { EventsContract } from '../../contracts/events.ts';
import type { Services } from '../../contracts/services.ts';
import { getCalendarFeed } from './calendar.ts';
import { findEvent, listEvents } from './events.ts';
import { offerTicketType } from './offers.ts';
import { issueTickets, listTickets, quote } from './tickets.ts';

/** What happens and who may come in. `eventsUrl` is where the events stand, without a slash at the end. */
export function createEventsService({
  payload,
  services,
  eventsUrl,
}: {
  payload: Payload;
  services: () => Services;
  eventsUrl: string;
}): EventsContract {
  const deps = { payload, services, eventsUrl };
  return {
    listEvents: (query) => listEvents(deps, query),
    findEvent: (slug) => findEvent(deps, slug),
    getCalendarFeed: () => getCalendarFeed(deps),
    quote: (query) => quote(deps, query),
    offerTicketType: (command) => offerTicketType(deps, command),
    issueTickets,
    listTickets: (query) => listTickets(deps, query),
  };
}
