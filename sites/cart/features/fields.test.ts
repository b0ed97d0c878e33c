import { expect, test } from 'vitest';
import { additionSchema, changeSchema, checkoutSchema, toErrors } from './fields.ts';

test('a quantity arrives as text and becomes a whole number', () => {
  expect(additionSchema.parse({ sellableId: 's1', quantity: '3' })).toEqual({ sellableId: 's1', quantity: 3 });
});

test('one is added when nothing is said', () => {
  expect(additionSchema.parse({ sellableId: 's1' }).quantity).toBe(1);
});

test.each(['0', '-1', '1.5', '100', 'many'])('adding %s is refused', (quantity) => {
  expect(additionSchema.safeParse({ sellableId: 's1', quantity }).success).toBe(false);
});

test('a line set to 0 is a removal, not an error', () => {
  expect(changeSchema.parse({ lineId: 'l1', quantity: '0' }).quantity).toBe(0);
});

test('checkout names each field that is wrong, once', () => {
  const { error } = checkoutSchema.safeParse({ name: '  ', email: 'ada@' });
  expect(error && Object.keys(toErrors(error))).toEqual(['name', 'email']);
});

test('spaces around name and address are taken off', () => {
  expect(checkoutSchema.parse({ name: ' Ada ', email: ' ada@example.org ' })).toEqual({
    name: 'Ada',
    email: 'ada@example.org',
  });
});
