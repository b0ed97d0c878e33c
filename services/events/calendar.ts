import { toCalendar } from '../../core/ical.ts';
import { type EventsDeps, toPath } from './deps.ts';
import { CARD_FIELDS } from './events.ts';

const MOST = 1000;

/** All published events, the newest thousand, as a calendar that others subscribe to. */
export async function getCalendarFeed({ payload, services, eventsUrl }: EventsDeps): Promise<string> {
  const [{ docs }, site] = await Promise.all([
    payload.find({
      collection: 'events',
      select: { ...CARD_FIELDS, revision: true, createdAt: true },
      sort: '-startsAt',
      depth: 0,
      limit: MOST,
      // Not as a visitor, whose queries are cut to a hundred: the rule is written out instead.
      where: { _status: { equals: 'published' } },
    }),
    services().blog.getSiteIdentity(),
  ]);
  const { hostname } = new URL(eventsUrl);
  return toCalendar({
    name: site.title,
    url: `${eventsUrl}/`,
    entries: docs.map((doc) => ({
      uid: `${doc.id}@${hostname}`,
      sequence: doc.revision,
      title: doc.title,
      summary: doc.summary ?? null,
      startsAt: doc.startsAt,
      endsAt: doc.endsAt,
      place: doc.place ?? null,
      url: eventsUrl + toPath(doc.slug),
      createdAt: doc.createdAt,
      updatedAt: doc.updatedAt,
    })),
  });
}
