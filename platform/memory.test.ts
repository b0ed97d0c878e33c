import type { Payload } from 'payload';
import { expect, test } from 'vitest';
import { openMemory, remember } from './memory.ts';

// Only the identity of the object counts here.
const createOwner = () => ({}) as Payload;

test('without an open memory everything is read each time', async () => {
  const owner = createOwner();
  let reads = 0;
  const ask = () => remember(owner, { key: 'a', tag: 'settings', read: async () => ++reads });
  expect([await ask(), await ask()]).toEqual([1, 2]);
});

test('what is remembered is read once, until its tag is forgotten', async () => {
  const owner = createOwner();
  const memory = openMemory(owner);
  let reads = 0;
  const ask = () => remember(owner, { key: 'a', tag: 'settings', read: async () => ++reads });
  expect([await ask(), await ask()]).toEqual([1, 1]);
  memory.forget(['posts', 'menu']);
  expect(await ask()).toBe(1);
  memory.forget(['posts', 'settings']);
  expect(await ask()).toBe(2);
});

test('what was being read when it was forgotten is not remembered', async () => {
  const owner = createOwner();
  const memory = openMemory(owner);
  const { promise, resolve } = Promise.withResolvers<string>();
  const early = remember(owner, { key: 'a', tag: 'settings', read: () => promise });
  memory.forget(['settings']);
  const late = remember(owner, { key: 'a', tag: 'settings', read: async () => 'new' });
  resolve('old');
  expect([await early, await late]).toEqual(['old', 'new']);
  expect(await remember(owner, { key: 'a', tag: 'settings', read: async () => 'newer' })).toBe('new');
});

test('a failure is not remembered', async () => {
  const owner = createOwner();
  openMemory(owner);
  await expect(remember(owner, { key: 'a', tag: 'settings', read: () => Promise.reject(new Error('away')) })).rejects.toThrow('away');
  expect(await remember(owner, { key: 'a', tag: 'settings', read: async () => 'there' })).toBe('there');
});
