import ICAL from 'ical.js';
import { expect } from 'vitest';
import { toCalendar } from '../../../core/ical.ts';
import { pin } from '../pin.ts';

// Ten in the morning on a London wall in July is nine in UTC.
const startsAt = '2027-07-01T09:00:00.000Z';

pin('a local time is not stamped Z', {
  mended: () =>
    toCalendar({
      name: 'Events',
      url: 'https://events.example.org/',
      entries: [
        {
          uid: 'one@events.example.org',
          sequence: 0,
          title: 'Baking',
          summary: null,
          startsAt,
          endsAt: '2027-07-01T11:00:00.000Z',
          place: 'The bakery, London',
          url: 'https://events.example.org/baking/',
          createdAt: '2027-01-01T00:00:00.000Z',
          updatedAt: '2027-01-01T00:00:00.000Z',
        },
      ],
    }),
  broken: () =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//old//EN',
      'BEGIN:VEVENT',
      'UID:one',
      'DTSTAMP:20270101T000000Z',
      'DTSTART:20270701T100000Z',
      'SUMMARY:Baking',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  holds: (feed) => {
    const event = new ICAL.Component(ICAL.parse(feed)).getFirstSubcomponent('vevent');
    const start = event?.getFirstPropertyValue('dtstart') as ICAL.Time;
    expect(start.toJSDate().toISOString()).toBe(startsAt);
  },
});
