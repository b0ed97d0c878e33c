import type { CartContract } from '../../contracts/cart.ts';

export interface SumupOptions {
  /** Secret key of the merchant, `sup_sk_…`. */
  readonly apiKey: string;
  readonly merchantCode: string;
  /** `https://api.sumup.com`, or a sandbox's address, which may have a path prefix. */
  readonly host: string;
  /** How long one call may take, answer's body included. */
  readonly timeoutMs?: number;
  readonly services: () => { readonly cart: Pick<CartContract, 'findPaymentReference' | 'settle'> };
  /** False when this address has sent too many notices; the host counts. */
  readonly allows: (address: string) => Promise<boolean>;
}
