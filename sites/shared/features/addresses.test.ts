import { expect, test } from 'vitest';
import { toAddress } from './addresses.ts';

const origins = {
  blog: 'https://blog.example.org',
  market: 'https://market.example.org',
  cart: 'https://cart.example.org',
  events: 'https://events.example.org',
  federation: 'https://federation.example.org',
  account: 'https://account.example.org',
};

test.each([
  ['market:/', 'https://market.example.org/'],
  ['blog:/about/', 'https://blog.example.org/about/'],
  ['https://elsewhere.example/', 'https://elsewhere.example/'],
  ['blog://evil.example/', 'blog://evil.example/'],
  ['/about/', '/about/'],
])('%s is %s', (href, address) => {
  expect(toAddress(href, origins)).toBe(address);
});
