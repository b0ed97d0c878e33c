import type { Payload } from 'payload';
import { expect, test } from 'vitest';
import { getVariants } from './variants.ts';

test('whoever asks for sizes of one house shares the bound, two houses do not', () => {
  const [here, there] = [{}, {}] as Payload[];
  if (!here || !there) throw new Error('There are two.');
  expect(getVariants(here)).toBe(getVariants(here));
  expect(getVariants(here)).not.toBe(getVariants(there));
});
