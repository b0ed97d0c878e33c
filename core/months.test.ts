import { expect, test } from 'vitest';
import { readMonth, readYear, toMonth, toMonthName } from './months.ts';

test('months have names', () => {
  expect([toMonth(1), toMonth(12), toMonthName({ year: 2026, month: 11 })]).toEqual(['January', 'December', 'November 2026']);
});

test('only what is written as an address writes it is read', () => {
  expect(['2026', '0026', '26', '20261', 'x', undefined].map(readYear)).toEqual([2026, null, null, null, null, null]);
  expect(['01', '12', '1', '13', '00', undefined].map(readMonth)).toEqual([1, 12, null, null, null, null]);
});
