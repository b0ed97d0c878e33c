import { expect, test } from 'vitest';
import { toAnnouncedTo } from './announced.ts';

test.each([
  ['guest', 'guests'],
  ['member', 'members'],
  ['paid', 'paid'],
  ['tiers:gold', 'paid'],
  ['staff', 'paid'],
] as const)('%s is addressed as %s', (access, reader) => expect(toAnnouncedTo(access)).toBe(reader));
