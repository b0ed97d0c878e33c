import { expect, test } from 'vitest';
import { isSame } from './same.ts';

test.each([
  ['', '', true],
  ['abc', 'abc', true],
  ['čaj', 'čaj', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  // As many letters, not as many bytes.
  ['caj', 'čaj', false],
  ['abc', '', false],
])('%j and %j', (one, other, same) => {
  expect(isSame(one, other)).toBe(same);
});
