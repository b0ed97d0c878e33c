import { expect, test } from 'vitest';
import { toId, toIds } from './related.ts';

test.each([
  ['an id', 'a1', 'a1'],
  ['a document that was read along', { id: 'a1', title: 'x' }, 'a1'],
  ['nothing', null, null],
  ['no word', '', null],
  ['what is no document', { value: 'a1' }, null],
])('%s', (_, related, id) => expect(toId(related)).toBe(id));

test('a list has the ids of what is there, in its order', () => {
  expect(toIds(['b', { id: 'a' }, null, undefined])).toEqual(['b', 'a']);
  expect(toIds(null)).toEqual([]);
});
