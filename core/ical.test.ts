import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarEntry, toCalendar } from './ical.ts';

const entry: CalendarEntry = {
  uid: 'supper@events.example.org',
  sequence: 3,
  title: 'Harvest supper; bring a spoon, please',
  summary: 'Soup, bread\nand songs.',
  startsAt: '2026-07-04T18:30:00.000Z',
  endsAt: '2026-07-04T21:00:00.000Z',
  place: 'The long barn, Mill Lane',
  url: 'https://events.example.org/harvest-supper/',
  createdAt: '2026-01-01T10:00:00.000Z',
  updatedAt: '2026-02-01T10:00:00.000Z',
};

/** Reads with another implementation of RFC 5545 than the one that writes. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) };
}

test('another reader sees the same instants, in summer time too', () => {
  const text = toCalendar({ name: 'Rose Ash', url: 'https://events.example.org/', entries: [entry] });
  const { events } = read(text);
  expect(events[0]?.startDate.toJSDate().toISOString()).toBe(entry.startsAt);
  expect(events[0]?.endDate.toJSDate().toISOString()).toBe(entry.endsAt);
  // 19:30 on London's clocks is 18:30 UTC in July: a local time with a Z would be an hour off.
  expect(text).toContain('DTSTART:20260704T183000Z');
  expect(text).not.toContain('T193000Z');
});

test('text survives its escaping (§3.3.11), and lines its folding (§3.1)', () => {
  const text = toCalendar({ name: 'Rose Ash', url: 'https://events.example.org/', entries: [entry] });
  const { events } = read(text);
  expect(events[0]?.summary).toBe(entry.title);
  expect(events[0]?.description).toBe(entry.summary);
  expect(events[0]?.location).toBe(entry.place);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('identity, sequence and last change are told', () => {
  const { calendar, events } = read(toCalendar({ name: 'Rose Ash', url: 'https://events.example.org/', entries: [entry] }));
  expect(events[0]?.uid).toBe(entry.uid);
  expect(events[0]?.sequence).toBe(3);
  const component = calendar.getFirstSubcomponent('vevent');
  expect(String(component?.getFirstPropertyValue('last-modified'))).toBe('2026-02-01T10:00:00Z');
  expect(String(component?.getFirstPropertyValue('dtstamp'))).toBe('2026-02-01T10:00:00Z');
});

test('the same events are the same bytes, and none at all are a calendar still', () => {
  const write = () => toCalendar({ name: 'Rose Ash', url: 'https://events.example.org/', entries: [entry] });
  expect(write()).toBe(write());
  expect(read(toCalendar({ name: 'Rose Ash', url: 'https://events.example.org/', entries: [] })).events).toEqual([]);
});
