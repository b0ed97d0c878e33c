import { expect, test } from 'vitest';
import { toCheckout, toOnlyCheckout, toReason, toRefunded } from './answers.ts';

const ID = '4e425463-3e1b-431d-83fa-1e51c2925e99';
const answer = { id: ID, checkout_reference: 'r', merchant_code: 'M', amount: 10.1, currency: 'EUR', status: 'PENDING' };

test('whatever lacks a field we build on is no checkout', () => {
  expect(toCheckout(answer)).toMatchObject({ amount: { amount: 1010, currency: 'EUR' }, payUrl: null });
  for (const field of Object.keys(answer)) {
    expect(toCheckout({ ...answer, [field]: undefined }), field).toBeNull();
  }
  expect(toCheckout({ ...answer, amount: 10.123 })).toBeNull();
  expect(toCheckout({ ...answer, id: '../x' })).toBeNull();
  expect(toCheckout({ ...answer, hosted_checkout_url: 'javascript:alert(1)' })).toBeNull();
});

test('a transaction that went through decides over a checkout that lags behind', () => {
  const transactions = [{ id: ID, status: 'SUCCESSFUL', amount: 10.1, currency: 'EUR' }];
  expect(toCheckout({ ...answer, transactions })).toMatchObject({ status: 'paid', transactionId: ID });
  const less = [{ id: ID, status: 'SUCCESSFUL', amount: 1, currency: 'EUR' }];
  expect(toCheckout({ ...answer, status: 'PAID', transactions: less })?.amount.amount).toBe(100);
});

test('an unreadable row of a list is not "nothing there"', () => {
  expect(toOnlyCheckout([], 'r')).toBeNull();
  expect(toOnlyCheckout([{}], 'r')).toBeUndefined();
  expect(toOnlyCheckout([{}, answer], 'r')?.id).toBe(ID);
  expect(toOnlyCheckout({ items: [] }, 'r')).toBeUndefined();
});

test('refunds and charge-backs are summed, failed ones are not', () => {
  const transaction_events = [
    { event_type: 'REFUND', status: 'REFUNDED', amount: 5 },
    { event_type: 'CHARGE_BACK', status: 'SUCCESSFUL', amount: 0.1 },
    { event_type: 'REFUND', status: 'FAILED', amount: 3 },
    { event_type: 'PAYOUT', status: 'PAID_OUT', amount: 10.1 },
  ];
  expect(toRefunded({ id: ID, amount: 10.1, transaction_events }, ID, 'EUR')).toEqual({ amount: 510, currency: 'EUR' });
  const events = transaction_events.map(({ event_type: type, ...rest }) => ({ type, ...rest }));
  expect(toRefunded({ id: ID, amount: 10.1, events, transaction_events }, ID, 'EUR')?.amount).toBe(510);
  expect(toRefunded({ id: ID, amount: 10.1 }, ID, 'EUR')).toEqual({ amount: 0, currency: 'EUR' });
});

test('errors in every shape SumUp has', () => {
  expect(toReason({ message: 'Validation error', error_code: 'MISSING', param: 'merchant_code' })).toBe(
    'MISSING: Validation error: merchant_code',
  );
  expect(toReason([{ message: 'Validation error', error_code: 'MISSING' }])).toBe('MISSING: Validation error');
  expect(toReason({ error_message: 'checkout_payments_not_allowed', error_code: 'FORBIDDEN', status_code: '403' })).toBe(
    'FORBIDDEN: checkout_payments_not_allowed',
  );
  expect(toReason({ type: 'https://x', title: 'Conflict', status: 409, detail: 'not refundable' })).toBe('Conflict: not refundable');
  expect(toReason({ errors: { detail: 'Unauthorized' } })).toBe('Unauthorized');
  expect(toReason('<html><body><h1>502 Bad Gateway</h1></body></html>')).toBe('502 Bad Gateway');
  expect(toReason(undefined)).toBe('no reason given');
});
