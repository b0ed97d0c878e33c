/** Why the basket did not change, by the word in the address after the redirect. */
export const refusals: ReadonlyMap<string, string> = new Map([
  ['quantity', 'That was no number from 1 to 99, so the basket is as it was. Put in how many you want and try again.'],
  ['gone', 'That is not for sale any more, so it was not put in the basket. What was in it before is still there.'],
  [
    'sold-out',
    'Something in your basket has just sold out, so the order was not placed and nothing was charged. Take it out, or fewer of it, and go on.',
  ],
  [
    'not-for-sale',
    'Something in your basket is not offered any more, so the order was not placed and nothing was charged. Take it out and go on.',
  ],
  [
    'mixed-currencies',
    'These things are priced in two currencies, which cannot be paid at once. Nothing was charged. Order one kind first, then the other.',
  ],
  [
    'payments-off',
    'This house takes no payments here yet, so the order was not placed and nothing was charged. What is free can be ordered.',
  ],
]);
