import { expect, test } from 'vitest';
import { SIGNATURE_WINDOW, type SignedParts, sign, toCanonicalString, verifySignature } from './signing.ts';

const secret = 'a secret of thirty-two characters';
const parts: SignedParts = {
  method: 'GET',
  host: 'blog.rose.localhost:3000',
  path: '/internal/fragments/nav-tree',
  query: 'a=1',
  viewer: 'eyJpZCI6IjEifQ',
  time: 1_700_000_000_000,
  nonce: 'n-1',
};
const verify = (changed: Partial<SignedParts>, now = parts.time) =>
  verifySignature({ parts: { ...parts, ...changed }, signature: sign(parts, secret), secret, now });

test('a request as it was signed is good', () => {
  expect(verify({})).toBe('good');
});

test.each<Partial<SignedParts>>([
  { method: 'POST' },
  { host: 'market.rose.localhost:3000' },
  { path: '/internal/fragments/auth-menu' },
  { query: 'a=2' },
  { viewer: '' },
  { time: parts.time + 1 },
  { nonce: 'n-2' },
])('a change of %o is found', (changed) => {
  expect(verify(changed)).toBe('wrong');
});

test('another secret is wrong', () => {
  const signature = sign(parts, 'another secret of the same sort.');
  expect(verifySignature({ parts, signature, secret, now: parts.time })).toBe('wrong');
});

test('a signature ends after its window, on either side', () => {
  expect(verify({}, parts.time + SIGNATURE_WINDOW)).toBe('good');
  expect(verify({}, parts.time + SIGNATURE_WINDOW + 1)).toBe('too-old');
  expect(verify({}, parts.time - SIGNATURE_WINDOW - 1)).toBe('too-old');
});

test('parts cannot be shifted into each other', () => {
  expect(() => toCanonicalString({ ...parts, path: '/a\nb' })).toThrow('line break');
  expect(verify({ path: '/a\nb' })).toBe('wrong');
});
