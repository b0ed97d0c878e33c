import type { CartContract } from '../../contracts/cart.ts';

/** What the worker does over and over for the cart, under a lock of its own each. */
export function cartSweeps(cart: () => Pick<CartContract, 'expireHolds' | 'pollPayments' | 'sendRefunds'>): readonly {
  name: string;
  everySeconds: number;
  run: () => Promise<void>;
}[] {
  return [
    { name: 'cart-expire-holds', everySeconds: 15, run: async () => void (await cart().expireHolds()) },
    { name: 'cart-poll-payments', everySeconds: 30, run: async () => void (await cart().pollPayments()) },
    { name: 'cart-send-refunds', everySeconds: 60, run: async () => void (await cart().sendRefunds()) },
  ];
}
