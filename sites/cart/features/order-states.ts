import type { OrderView } from '../../../contracts/cart.ts';

/** What a state means for the person who ordered, and what happens next. */
export const orderStates: Readonly<Record<OrderView['state'], { title: string; words: string }>> = {
  pending: {
    title: 'Waiting for your payment',
    words: 'We keep these things for you while you pay. If you have just paid, this page will say so in a moment: look again.',
  },
  paid: { title: 'Thank you, it is paid', words: 'A receipt is on its way to you by e-mail.' },
  expired: {
    title: 'The time to pay ran out',
    words: 'Nothing was charged, and what was kept for you is for sale again. You can order it anew.',
  },
  cancelled: { title: 'This order was cancelled', words: 'Nothing is owed and nothing will be sent.' },
  refund_due: {
    title: 'We owe you this money back',
    words: 'Your payment came after the things had gone to somebody else. We are sending it back; you need do nothing.',
  },
  refunded: { title: 'The money is on its way back', words: 'It can take a few days until your bank shows it.' },
};
