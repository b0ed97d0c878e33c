import type { Availability, PaidLines, Quote } from './cart.ts';
import type { Money, Paged, Picture, Tx, Viewer } from './shared.ts';

export interface TicketOffer {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly memberPrice: Money | null;
  readonly sellableId: string;
  readonly available: Availability;
}

export interface EventCard {
  readonly id: string;
  readonly slug: string;
  /** Path on the events host: `/a-slug/`. */
  readonly path: string;
  readonly title: string;
  readonly summary: string | null;
  readonly picture: Picture | null;
  /** UTC instants with the zone in which the clock on the wall is read. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly place: string | null;
}

export interface EventPage extends EventCard {
  readonly html: string;
  /** Cache tags of what the text shows and links to. */
  readonly mentions: readonly string[];
  readonly tickets: readonly TicketOffer[];
  readonly updatedAt: string;
}

export interface TicketView {
  readonly code: string;
  readonly eventTitle: string;
  readonly path: string;
  readonly ticketName: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly place: string | null;
  readonly state: 'valid' | 'cancelled';
}

export interface EventsContract {
  listEvents(query: { page?: number; limit?: number; past?: boolean }): Promise<Paged<EventCard>>;
  findEvent(slug: string): Promise<EventPage | null>;
  /** RFC 5545, all published events. */
  getCalendarFeed(): Promise<string>;
  /** Names and prices of tickets for published events that are not over, for this person. Asked by the cart. */
  quote(query: { tx?: Tx; ids: readonly string[]; viewer: Viewer | null }): Promise<readonly Quote[]>;
  /** Tickets of a paid order, made in the transaction that settles it; idempotent per order line and seat. */
  issueTickets(command: { tx: Tx; order: PaidLines }): Promise<number>;
  /** Of a person, or of an order that whoever asks may see. */
  listTickets(query: { tx?: Tx } & ({ holderId: string } | { orderNumber: string })): Promise<readonly TicketView[]>;
  /** Puts a ticket type on sale at the cart, with the pools of its room and quota; idempotent. */
  offerTicketType(command: { tx: Tx; id: string }): Promise<void>;
}
