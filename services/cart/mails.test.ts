import { expect, test } from 'vitest';
import { toOwedMail, toPaidMail } from './mails.ts';

const order = {
  number: '1001',
  url: 'https://cart.example.org/orders/1001/?token=t',
  total: { amount: 2100, currency: 'GBP' },
  lines: [{ title: 'Damson jam', quantity: 2, unitPrice: { amount: 450, currency: 'GBP' }, total: { amount: 900, currency: 'GBP' } }],
};

test('a receipt says what was bought, for how much, and shows the tickets in the clock of the place', () => {
  const ticket = {
    code: 'ABC123',
    eventTitle: 'Harvest supper',
    path: '/harvest-supper/',
    ticketName: 'Full',
    startsAt: '2026-07-04T18:30:00.000Z',
    endsAt: '2026-07-04T21:00:00.000Z',
    timeZone: 'Europe/London',
    place: 'The long barn',
    state: 'valid',
  } as const;
  const { subject, text } = toPaidMail(order, [ticket]);
  expect(subject).toBe('Order 1001 is paid');
  expect(text).toContain('2 × Damson jam  £9.00');
  expect(text).toContain('Together £21.00');
  expect(text).toContain('Harvest supper: Full\nSat 4 Jul 2026, 19:30–22:00, The long barn\nTicket ABC123');
  expect(text).toContain(order.url);
  expect(toPaidMail(order, []).text).not.toContain('ticket');
});

test('money that goes back is announced plainly', () => {
  expect(toOwedMail(order).text).toContain('sending the money back');
});
