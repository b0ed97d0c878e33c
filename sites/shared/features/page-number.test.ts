import { expect, test } from 'vitest';
import { toPageNumber } from './page-number.ts';

test.each([
  ['', 1],
  ['?page=3', 3],
  ['?page=0', 1],
  ['?page=-2', 1],
  ['?page=2.5', 1],
  ['?page=1e3', 1],
  ['?page=99999', 1],
  ['?page=two', 1],
])('%s is page %i', (query, page) => {
  expect(toPageNumber(new URL(`http://blog.rose.localhost/${query}`))).toBe(page);
});
