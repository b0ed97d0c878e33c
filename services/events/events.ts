import type { Where } from 'payload';
import type { EventCard, EventPage, TicketOffer } from '../../contracts/events.ts';
import type { Paged } from '../../contracts/shared.ts';
import { toId } from '../../core/related.ts';
import type { Event } from '../../payload-types.ts';
import { renderBody } from '../../platform/bodies.ts';
import { findPictures } from '../../platform/pictures.ts';
import { type EventsDeps, toPath } from './deps.ts';

export const CARD_FIELDS = {
  title: true,
  slug: true,
  summary: true,
  image: true,
  startsAt: true,
  startsAt_tz: true,
  endsAt: true,
  place: true,
  updatedAt: true,
} as const;

type CardDoc = Pick<Event, keyof typeof CARD_FIELDS | 'id'>;

const MOST_TICKET_TYPES = 50;

/** What is still to come, soonest first; or what is over, latest first. Published ones only. */
export async function listEvents(
  { payload }: EventsDeps,
  { page = 1, limit = 24, past = false }: { page?: number; limit?: number; past?: boolean },
): Promise<Paged<EventCard>> {
  const now = new Date().toISOString();
  const where: Where = past ? { endsAt: { less_than: now } } : { endsAt: { greater_than_equal: now } };
  const found = await payload.find({
    collection: 'events',
    overrideAccess: false,
    where,
    select: CARD_FIELDS,
    sort: past ? '-startsAt' : 'startsAt',
    depth: 0,
    page: Math.max(1, Math.trunc(page)),
    limit: Math.min(100, Math.max(1, Math.trunc(limit))),
  });
  const pictures = await findPictures(
    payload,
    found.docs.map(({ image }) => toId(image)),
  );
  return {
    items: found.docs.map((doc) => toCard(doc, pictures)),
    page: found.page ?? 1,
    pages: found.totalPages,
    total: found.totalDocs,
  };
}

export async function findEvent(deps: EventsDeps, slug: string): Promise<EventPage | null> {
  const { payload } = deps;
  const { docs } = await payload.find({
    collection: 'events',
    overrideAccess: false,
    where: { slug: { equals: slug } },
    select: { ...CARD_FIELDS, body: true },
    depth: 0,
    pagination: false,
    limit: 1,
  });
  const [doc] = docs;
  if (!doc) return null;
  const [pictures, tickets, text] = await Promise.all([
    findPictures(payload, [toId(doc.image)]),
    listOffers(deps, doc),
    renderBody(payload, { body: doc.body }),
  ]);
  return {
    ...toCard(doc, pictures),
    ...text,
    tickets,
    updatedAt: doc.updatedAt,
  };
}

/** Tickets of one event in the order of the page; none for what is over. */
async function listOffers({ payload, services }: EventsDeps, event: CardDoc): Promise<TicketOffer[]> {
  if (Date.parse(event.endsAt) <= Date.now()) return [];
  const { docs } = await payload.find({
    collection: 'ticket-types',
    overrideAccess: false,
    where: { event: { equals: event.id } },
    sort: 'position',
    depth: 0,
    pagination: false,
    limit: MOST_TICKET_TYPES,
  });
  const availability = await services().cart.listAvailability(docs.map(({ id }) => String(id)));
  return docs.map((doc) => {
    const id = String(doc.id);
    return {
      id,
      sellableId: id,
      name: doc.name,
      price: { amount: doc.price, currency: doc.currency },
      memberPrice: typeof doc.memberPrice === 'number' ? { amount: doc.memberPrice, currency: doc.currency } : null,
      available: doc.forSale === false ? 'sold-out' : (availability.get(id) ?? 'sold-out'),
    };
  });
}

function toCard(doc: CardDoc, pictures: Awaited<ReturnType<typeof findPictures>>): EventCard {
  const imageId = toId(doc.image);
  return {
    id: String(doc.id),
    slug: doc.slug,
    path: toPath(doc.slug),
    title: doc.title,
    summary: doc.summary ?? null,
    picture: (imageId && pictures.get(imageId)) || null,
    startsAt: doc.startsAt,
    endsAt: doc.endsAt,
    timeZone: doc.startsAt_tz,
    place: doc.place ?? null,
  };
}
