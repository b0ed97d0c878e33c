import { expect, test } from 'vitest';
import { toSlug } from './slugs.ts';

test.each([
  ['Hello, world', 'hello-world'],
  ['Crème brûlée', 'creme-brulee'],
  ["Don't stop", 'dont-stop'],
  ['日本', '日本'],
  ['Привет мир', 'привет-мир'],
  ['---', 'untitled'],
  ['a'.repeat(300), 'a'.repeat(191)],
])('%j becomes %j', (text, slug) => {
  expect(toSlug(text)).toBe(slug);
});

test('a slug of a slug is itself', () => {
  expect(toSlug(toSlug('Été à Orléans'))).toBe('ete-a-orleans');
});
