import { expect, test } from 'vitest';
import { toCacheableUrl, toPageKey } from './keys.ts';

test.each([
  ['/a/', '/a/'],
  ['/a/?', '/a/'],
  ['/a/?utm_source=x&fbclid=1', '/a/'],
  ['/a/?tag=b&page=2', '/a/?page=2&tag=b'],
  ['/a/?page=2&tag=b&utm_medium=mail', '/a/?page=2&tag=b'],
  ['/a/?tag=%C3%A9%20x', '/a/?tag=%C3%A9+x'],
  ['/a/?tag=b&tag=a', '/a/?tag=b&tag=a'],
])('%s is rendered as %s', (url, expected) => {
  expect(toCacheableUrl(url)).toBe(expected);
});

test.each(['/a/?x=1', '/a/?page=1&x', '/a/?Page=1', '/a/?utm_=x'])('%s passes the cache', (url) => {
  expect(toCacheableUrl(url)).toBeNull();
});

test('rights and hosts part pages', () => {
  const keys = [
    toPageKey('blog', 'guest', '/'),
    toPageKey('market', 'guest', '/'),
    toPageKey('blog', 'member', '/'),
    toPageKey('blog', 'tiers:a,b', '/'),
  ];
  expect(new Set(keys).size).toBe(4);
});
