import { expect, test } from 'vitest';
import { toDay, toMoment, toSpan } from './time.ts';

test('a winter evening in London is the same hour as UTC', () => {
  expect(toMoment('2026-12-05T19:30:00Z', 'Europe/London')).toBe('Sat 5 Dec, 19:30');
});

test('a summer evening in London is an hour later than UTC', () => {
  expect(toMoment('2026-07-04T18:30:00Z', 'Europe/London', { year: true })).toBe('Sat 4 Jul 2026, 19:30');
});

test('the day is the day of the place, not of UTC', () => {
  expect(toDay('2026-12-31T23:30:00Z', 'Asia/Tokyo')).toBe('1 January 2027');
});

test('a span within a day names the day once', () => {
  expect(toSpan('2026-12-05T19:30:00Z', '2026-12-05T22:00:00Z', 'Europe/London')).toBe('Sat 5 Dec 2026, 19:30–22:00');
});

test('a span over midnight names both days', () => {
  expect(toSpan('2026-12-05T19:30:00Z', '2026-12-06T01:00:00Z', 'Europe/London')).toBe('Sat 5 Dec 2026, 19:30 – Sun 6 Dec, 01:00');
});
