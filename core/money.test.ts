import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponentOf, formatMoney, fromMajor, money, sum, taxInside, times, toDecimal, toMajor } from './money.ts';

test('money is whole minor units', () => {
  expect(money(1240, 'GBP')).toEqual({ amount: 1240, currency: 'GBP' });
  expect(() => money(12.5, 'GBP')).toThrow('whole number');
  expect(() => money(2 ** 53, 'GBP')).toThrow('whole number');
  expect(() => money(1, 'pounds')).toThrow('currency code');
});

test('currencies have their own places', () => {
  expect([exponentOf('GBP'), exponentOf('JPY'), exponentOf('KWD')]).toEqual([2, 0, 3]);
  expect(toDecimal({ amount: 5, currency: 'GBP' })).toBe('0.05');
  expect(toDecimal({ amount: -1240, currency: 'GBP' })).toBe('-12.40');
  expect(toDecimal({ amount: 500, currency: 'JPY' })).toBe('500');
  expect(toDecimal({ amount: 1, currency: 'KWD' })).toBe('0.001');
});

test('sums keep to one currency', () => {
  expect(sum([money(1, 'GBP'), money(2, 'GBP')], 'GBP').amount).toBe(3);
  expect(sum([], 'EUR')).toEqual({ amount: 0, currency: 'EUR' });
  expect(() => sum([money(1, 'GBP')], 'EUR')).toThrow('cannot be added');
});

test('quantities are whole', () => {
  expect(times(money(333, 'GBP'), 3).amount).toBe(999);
  expect(() => times(money(333, 'GBP'), 1.5)).toThrow('whole quantity');
  expect(() => times(money(333, 'GBP'), -1)).toThrow('whole quantity');
});

test('the tax inside a gross price', () => {
  expect(taxInside(money(1200, 'GBP'), 2000).amount).toBe(200);
  expect(taxInside(money(100, 'GBP'), 500).amount).toBe(5);
  expect(taxInside(money(-1200, 'GBP'), 2000).amount).toBe(-200);
  expect(taxInside(money(1200, 'GBP'), 0).amount).toBe(0);
});

test('people read pounds', () => {
  expect(formatMoney(money(1240, 'GBP'))).toBe('£12.40');
  expect(formatMoney(money(0, 'GBP'))).toBe('£0.00');
});

test('major units are read by their digits', () => {
  expect(fromMajor(10.1, 'EUR')?.amount).toBe(1010);
  expect(fromMajor('12.40', 'GBP')?.amount).toBe(1240);
  expect(fromMajor(12, 'GBP')?.amount).toBe(1200);
  expect(fromMajor(12.345, 'GBP')).toBeNull();
  expect(fromMajor('12,40', 'GBP')).toBeNull();
  expect(fromMajor(Number.NaN, 'GBP')).toBeNull();
  expect(fromMajor(1e21, 'GBP')).toBeNull();
  expect(fromMajor('0x10', 'GBP')).toBeNull();
});

test('what is sent comes back the same, through JSON too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.constantFrom('GBP', 'EUR', 'JPY', 'KWD'), (amount, currency) => {
      const sent = JSON.parse(JSON.stringify(toMajor({ amount, currency }))) as number;
      expect(fromMajor(sent, currency)).toEqual({ amount: amount || 0, currency });
    }),
  );
});
