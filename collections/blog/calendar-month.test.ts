import { expect, test } from 'vitest';
import { toDayIn, toMonth } from './calendar-month.ts';

test('a month has whole weeks from Monday, with its neighbours', () => {
  const december = toMonth('2026-12', '2026-11-24');
  expect(december).toMatchObject({ name: '2026-12', title: 'December 2026', before: '2026-11', after: '2027-01' });
  expect(december.weeks.map((week) => week[0]?.day)).toEqual(['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']);
  expect(december.weeks.every((week) => week.length === 7)).toBe(true);
  expect(december.weeks.flat().filter(({ isInside }) => isInside)).toHaveLength(31);
});

test('a February that begins on a Monday has four weeks', () => {
  expect(toMonth('2027-02', '').weeks).toHaveLength(4);
});

test.each([undefined, '2026-13', 'x', '2026-1', ['2026-01']])('what is no month (%s) is the one of today', (asked) => {
  expect(toMonth(asked, '2026-11-24').name).toBe('2026-11');
});

test('an evening in London is already the next day in Auckland', () => {
  expect(toDayIn('2026-12-05T20:00:00Z', 'Europe/London')).toBe('2026-12-05');
  expect(toDayIn('2026-12-05T20:00:00Z', 'Pacific/Auckland')).toBe('2026-12-06');
});
