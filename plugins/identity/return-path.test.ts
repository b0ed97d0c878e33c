import { expect, test } from 'vitest';
import { toReturnPath } from './return-path.ts';

test.each([
  ['/a-post/?page=2#end', '/a-post/?page=2#end'],
  ['/', '/'],
  ['/a/../b', '/b'],
])('%s stays on this host', (given, path) => {
  expect(toReturnPath(given)).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'a-post',
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  '\\\\elsewhere.example',
  'javascript:alert(1)',
  '/sign-in?return=/',
  '/sign-out',
  '/signed-out',
  '/auth/callback?code=1',
  '/oidc/auth?client_id=rose-blog',
  `/${'a'.repeat(2001)}`,
])('%s leads to the front page (RFC 9700 §4.11)', (given) => {
  expect(toReturnPath(given)).toBe('/');
});
