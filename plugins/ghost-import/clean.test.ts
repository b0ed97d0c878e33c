import { expect, test } from 'vitest';
import { cleanText, isDeeperThan, mapStrings } from './clean.ts';
import { toInstant } from './dates.ts';

test('what Postgres cannot keep goes', () => {
  expect(cleanText('a\u0000b \ud800 c \u{1f600}')).toBe('ab \ufffd c \u{1f600}');
  expect(mapStrings({ 'k\u0000': ['\u0000a', 1, null] }, cleanText)).toEqual({ k: ['a', 1, null] });
});

test('depth is measured without falling in', () => {
  let deep: unknown = 'x';
  for (let n = 0; n < 100_000; n++) deep = [deep];
  expect(isDeeperThan(deep, 150)).toBe(true);
  expect(isDeeperThan({ a: [{ b: 1 }] }, 3)).toBe(false);
  expect(JSON.stringify(mapStrings(deep, cleanText, 3))).toBe('[[[null]]]');
});

test.each([
  ['2021-03-24T00:55:47.000Z', '2021-03-24T00:55:47.000Z'],
  ['2026-11-23 10:46:42', '2026-11-23T10:46:42.000Z'],
  [1388318310782, '2013-12-29T11:58:30.782Z'],
  ['1388318310782', '2013-12-29T11:58:30.782Z'],
  ['2021-03-24', '2021-03-24T00:00:00.000Z'],
  ['2021-03-24T02:00:00+02:00', '2021-03-24T00:00:00.000Z'],
  ['0000-00-00 00:00:00', null],
  ['soon', null],
  ['', null],
  [null, null],
  [{}, null],
  [8.64e15, null],
])('the date %j is %j', (value, expected) => {
  expect(toInstant(value)).toBe(expected);
});
