import { expect, test } from 'vitest';
import { isOwnFault, rememberFaults } from './own-faults.ts';

const part = rememberFaults({
  name: 'store',
  async get() {
    throw new Error('the database is away');
  },
  set() {
    throw new Error('the disk is full');
  },
  has: (key: string) => key === 'a',
});

test('errors of our parts are known again, also as the cause of another', async () => {
  const asynchronous: unknown = await part.get().catch((error: unknown) => error);
  expect(isOwnFault(asynchronous)).toBe(true);
  expect(isOwnFault(new Error('while verifying', { cause: asynchronous }))).toBe(true);
  expect(() => part.set()).toThrow('the disk is full');
});

test('other errors are not ours, and what works goes on working', () => {
  expect(isOwnFault(new Error('unreadable'))).toBe(false);
  expect(isOwnFault('a word')).toBe(false);
  expect(part.has('a')).toBe(true);
  expect(part.name).toBe('store');
});
