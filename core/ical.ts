import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarEntry {
  /** Never changes for the same event (RFC 5545 §3.8.4.7). */
  readonly uid: string;
  /** Grows with each change of time or place (§3.8.7.4). */
  readonly sequence: number;
  readonly title: string;
  readonly summary: string | null;
  /** UTC instants, ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * A published calendar (RFC 5545). Times are written as the instants they are, in UTC
 * (§3.3.5, form 2), which every reader shows in its own zone: nothing local is ever marked
 * `Z`. The stamp is the last change, so the same events are the same bytes.
 */
export function toCalendar({ name, url, entries }: { name: string; url: string; entries: readonly CalendarEntry[] }): string {
  const calendar = new ICalCalendar({
    name,
    url,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Rose Ash', product: 'Events', language: 'EN' },
    ttl: 60 * 60,
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      start: new Date(entry.startsAt),
      end: new Date(entry.endsAt),
      stamp: new Date(entry.updatedAt),
      created: new Date(entry.createdAt),
      lastModified: new Date(entry.updatedAt),
      summary: entry.title,
      description: entry.summary,
      location: entry.place,
      url: entry.url,
      status: ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
