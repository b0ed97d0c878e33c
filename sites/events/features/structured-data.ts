import type { EventPage } from '../../../contracts/events.ts';
import { toDecimal } from '../../../core/money.ts';
import { toSchemaAvailability } from '../../shared/features/stock.ts';

/** https://schema.org/Event with an offer for each kind of ticket. */
export function toEventData(event: EventPage, origin: string): Record<string, unknown> {
  const url = new URL(event.path, origin).href;
  return {
    '@type': 'Event',
    name: event.title,
    url,
    startDate: event.startsAt,
    endDate: event.endsAt,
    ...(event.summary ? { description: event.summary } : {}),
    ...(event.picture ? { image: new URL(event.picture.url, origin).href } : {}),
    ...(event.place ? { location: { '@type': 'Place', name: event.place, address: event.place } } : {}),
    offers: event.tickets.map(({ name, price, available }) => ({
      '@type': 'Offer',
      name,
      url,
      price: toDecimal(price),
      priceCurrency: price.currency,
      availability: toSchemaAvailability(available),
    })),
  };
}
