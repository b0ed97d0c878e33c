import type { CartContract, Shopper } from '../../../contracts/cart.ts';
import { checkoutSchema, toErrors } from './fields.ts';

export type CheckoutOutcome =
  | { readonly type: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly type: 'go'; readonly to: string };

/** Places the order and says where to go next: the payment page, or the order when the provider is silent. */
export async function checkout(cart: CartContract, shopper: Shopper, form: Readonly<Record<string, string>>): Promise<CheckoutOutcome> {
  const fields = checkoutSchema.safeParse(form);
  if (!fields.success) return { type: 'errors', errors: toErrors(fields.error) };
  const placed = await cart.place({ shopper, ...fields.data });
  switch (placed.type) {
    case 'empty':
      return { type: 'go', to: '/basket/' };
    case 'sold-out':
    case 'not-for-sale':
    case 'mixed-currencies':
    case 'payments-off':
      return { type: 'go', to: `/basket/?refused=${placed.type}` };
    case 'placed': {
      const payment = await cart.startPayment({ orderId: placed.orderId });
      return { type: 'go', to: payment?.payUrl ?? toOrderPath(placed) };
    }
  }
}

/** The order's own page; the token lets a guest see it. */
export function toOrderPath({ number, token }: { number: string; token: string }): string {
  return `/orders/${encodeURIComponent(number)}/?token=${encodeURIComponent(token)}`;
}
