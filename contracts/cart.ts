import type { Money, Tx, Viewer } from './shared.ts';

/** Whose basket: a member's, or a guest's by the token of a first-party cookie. */
export interface Shopper {
  readonly viewer: Viewer | null;
  readonly basketToken: string | null;
}

export interface BasketLine {
  readonly id: string;
  readonly sellableId: string;
  readonly title: string;
  readonly kind: 'product' | 'ticket';
  /** Path on the market's host for products, on the events host for tickets. */
  readonly path: string;
  readonly imageUrl: string | null;
  /** False when it can no longer be bought; the line costs nothing then and has to go. */
  readonly forSale: boolean;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
}

export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly count: number;
  readonly total: Money;
  /** The cookie value to set when a guest's basket was made by this call. */
  readonly newToken?: string;
}

export type PlaceResult =
  | { readonly type: 'placed'; readonly orderId: string; readonly number: string; readonly token: string }
  | { readonly type: 'sold-out'; readonly sellableId: string; readonly title: string }
  /** No longer offered, or not under this title: the basket has to be looked at again. */
  | { readonly type: 'not-for-sale'; readonly sellableId: string; readonly title: string }
  /** Things of two currencies cannot be paid at once. */
  | { readonly type: 'mixed-currencies' }
  /** The house has no payment provider, and this costs something. */
  | { readonly type: 'payments-off' }
  | { readonly type: 'empty' };

export type SettleResult =
  | { readonly type: 'paid' }
  | { readonly type: 'pending' }
  | { readonly type: 'failed' }
  | { readonly type: 'expired' }
  /** Money came, but the goods were gone or paid already: it has to go back. */
  | { readonly type: 'refund-due' }
  | { readonly type: 'refunded' }
  /** The provider's checkout is not the one we asked for; nothing was done. */
  | { readonly type: 'mismatch' }
  | { readonly type: 'unknown-payment' };

/** How much there is of something, as told to people. */
export type Availability = 'in-stock' | 'few-left' | 'sold-out';

/** What a domain says about a thing it sells: name and price as they are at this moment. */
export interface Quote {
  readonly sellableId: string;
  readonly kind: 'product' | 'ticket';
  readonly title: string;
  readonly brand: string | null;
  readonly imageUrl: string | null;
  /** Path on the host of its domain. */
  readonly path: string;
  readonly unitPrice: Money;
  readonly taxBasisPoints: number;
  readonly forSale: boolean;
}

/** A pool by the key that names what it belongs to: `product:<id>`, `event:<id>:room`. */
export interface PoolName {
  readonly key: string;
  readonly name: string;
}

/** The part of a paid order that the domain which sold it has to fulfil. */
export interface PaidLines {
  readonly orderId: string;
  readonly number: string;
  readonly customerId: string | null;
  readonly email: string;
  readonly name: string;
  readonly lines: readonly { readonly id: string; readonly sellableId: string; readonly quantity: number }[];
}

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly state: 'pending' | 'paid' | 'expired' | 'cancelled' | 'refund_due' | 'refunded';
  readonly placedAt: string;
  readonly paidAt: string | null;
  readonly email: string;
  readonly total: Money;
  readonly lines: readonly {
    readonly title: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly total: Money;
  }[];
  /** Where to pay while the order is pending. */
  readonly payUrl: string | null;
}

export interface CartContract {
  /** Whether the house has a payment provider. Without one only free orders can be placed. */
  canTakePayments(): boolean;
  getBasket(shopper: Shopper): Promise<Basket>;
  /** Whole quantities 1–99; refuses what is not for sale. */
  addToBasket(command: { shopper: Shopper; sellableId: string; quantity: number }): Promise<Basket>;
  /** Quantity 0 removes the line. */
  setQuantity(command: { shopper: Shopper; lineId: string; quantity: number }): Promise<Basket>;
  /** A guest's lines move to the member; idempotent, part of the caller's transaction. */
  adoptBasket(command: { tx: Tx; basketToken: string; userId: string }): Promise<void>;
  /** Re-prices, claims stock, writes the order: one transaction, no HTTP. A second click finds the order of the first. */
  place(command: { shopper: Shopper; email: string; name: string }): Promise<PlaceResult>;
  /** Creates (or finds) the provider's checkout of a pending order; null when the provider cannot be reached now. */
  startPayment(command: { orderId: string }): Promise<{ payUrl: string } | null>;
  /** Asks the provider and acts once; webhook, return page, poller and admin all end here. */
  settle(command: { reference: string }): Promise<SettleResult>;
  /** The reference behind a notice of the provider's, by the token in its URL; null when the two do not belong together. */
  findPaymentReference(query: { webhookToken: string; checkoutId: string }): Promise<string | null>;
  /** Asks about payments that no webhook told of. */
  pollPayments(): Promise<number>;
  /** Lets go of holds that ran out; deactivates at the provider first. */
  expireHolds(): Promise<{ released: number; kept: number }>;
  /** Asks for money to go back, at most what was paid; the worker sends it. */
  requestRefund(command: RefundRequest): Promise<{ amount: Money }>;
  /** Sends refunds that were asked for, once each; answers how many are done. */
  sendRefunds(): Promise<number>;
  /** For the order's owner, or whoever holds its token. */
  findOrder(query: { number: string; viewer: Viewer | null; token: string | null }): Promise<OrderView | null>;
  listOrders(viewer: Viewer): Promise<readonly OrderView[]>;
  /** Makes something sellable that claims these pools, and the pools where they are missing; idempotent. */
  offer(command: { tx: Tx; sellableId: string; kind: Quote['kind']; pools: readonly PoolName[] }): Promise<void>;
  /** By sellable; what is not offered is `sold-out`. */
  listAvailability(sellableIds: readonly string[]): Promise<ReadonlyMap<string, Availability>>;
  /** Adds a row to the ledger and changes what is on hand by as much; refused when more is held than would be left. */
  moveStock(command: StockMovement): Promise<{ onHand: number }>;
}

export interface RefundRequest {
  readonly reference: string;
  /** All that is left of the payment when missing. */
  readonly amount?: Money | undefined;
  readonly reason: string;
  readonly requestedBy?: string | undefined;
}

export interface StockMovement {
  readonly pool: { readonly id: string } | { readonly key: string };
  /** Whole, not 0; negative takes away. */
  readonly change: number;
  readonly kind: 'received' | 'corrected' | 'returned';
  readonly note?: string | undefined;
  readonly movedBy?: string | undefined;
}
