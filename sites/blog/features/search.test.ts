import { expect, test } from 'vitest';
import { toSearch, toSearchAddress } from './search.ts';

const read = (query: string) => toSearch(new URLSearchParams(query));

test('words and filters are read', () => {
  expect(read('q= rose &tag=garden&year=2026')).toEqual({ q: 'rose', tag: 'garden', year: 2026 });
});

test('what is no answer is left out', () => {
  expect(read('q=rose&tag=&kind=novel&year=12e9')).toEqual({ q: 'rose' });
  expect(read('')).toEqual({ q: '' });
  expect(read(`q=${'a'.repeat(300)}`).q).toHaveLength(200);
});

test('an address is read as what it was made from', () => {
  const asked = { q: 'bread & roses', tag: 'garden', year: 2026 };
  expect(toSearch(new URL(toSearchAddress(asked), 'http://x').searchParams)).toEqual(asked);
});
