import { expect, test } from 'vitest';
import { parseHex, toContrast, toReadableInk } from './colour.ts';

test('black on white has the greatest contrast, a colour on itself none', () => {
  expect(toContrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(toContrast([9, 9, 9], [9, 9, 9])).toBe(1);
});

test.each([
  ['#fff', [255, 255, 255]],
  ['#FF1A75', [255, 26, 117]],
  ['red;background:url(x)', null],
  ['#ffff', null],
  ['', null],
])('%s', (text, expected) => {
  expect(parseHex(text)).toEqual(expected);
});

test('a wish that cannot be read is not granted', () => {
  expect(toReadableInk([0, 0, 0], [255, 255, 255])).toBe('#ffffff');
  expect(toReadableInk([255, 255, 255], [250, 250, 250])).toBe('#1a1414');
  expect(toReadableInk([0, 0, 80], null)).toBe('#ffffff');
});
