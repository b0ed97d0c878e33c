import { randomUUID } from 'node:crypto';

/** What the sandbox keeps: SumUp's resources by its public API description, in memory. */
export interface Transaction {
  readonly id: string;
  readonly transaction_code: string;
  readonly amount: number;
  readonly currency: string;
  readonly timestamp: string;
  status: 'SUCCESSFUL' | 'FAILED' | 'REFUNDED';
  readonly payment_type: 'ECOM';
  readonly merchant_code: string;
  readonly entry_mode: 'CUSTOMER_ENTRY';
  readonly events: { id: number; event_type: 'REFUND'; status: 'REFUNDED'; amount: number; timestamp: string }[];
}

export interface Checkout {
  readonly id: string;
  readonly checkout_reference: string;
  amount: number;
  currency: string;
  readonly merchant_code: string;
  readonly description: string;
  readonly return_url: string | undefined;
  readonly redirect_url: string | undefined;
  readonly date: string;
  readonly valid_until: string | undefined;
  readonly hosted: boolean;
  status: 'PENDING' | 'PAID' | 'FAILED' | 'EXPIRED';
  readonly transactions: Transaction[];
}

export interface Store {
  readonly checkouts: Map<string, Checkout>;
  readonly byReference: Map<string, Checkout>;
  readonly transactions: Map<string, Transaction>;
  readonly now: () => number;
}

/** Amounts that SumUp's sandbox merchants always see refused. */
const FAILING_AMOUNTS = new Set([42.01, 42.76, 42.91]);

export function createStore(now: () => number): Store {
  return { checkouts: new Map(), byReference: new Map(), transactions: new Map(), now };
}

/** Its present status: what was not paid in time cannot be paid any more. */
export function toStatus(store: Store, checkout: Checkout): Checkout['status'] {
  const isOpen = checkout.status === 'PENDING' || checkout.status === 'FAILED';
  if (isOpen && checkout.valid_until && Date.parse(checkout.valid_until) <= store.now()) checkout.status = 'EXPIRED';
  return checkout.status;
}

/** One attempt at the hosted page; null when the checkout is closed. */
export function attempt(store: Store, checkout: Checkout, outcome: 'pays' | 'fails'): Transaction | null {
  const status = toStatus(store, checkout);
  if (status === 'PAID' || status === 'EXPIRED') return null;
  const succeeds = outcome === 'pays' && !FAILING_AMOUNTS.has(checkout.amount);
  const transaction: Transaction = {
    id: randomUUID(),
    transaction_code: `T${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`,
    amount: checkout.amount,
    currency: checkout.currency,
    timestamp: new Date(store.now()).toISOString(),
    status: succeeds ? 'SUCCESSFUL' : 'FAILED',
    payment_type: 'ECOM',
    merchant_code: checkout.merchant_code,
    entry_mode: 'CUSTOMER_ENTRY',
    events: [],
  };
  checkout.transactions.push(transaction);
  store.transactions.set(transaction.id, transaction);
  checkout.status = succeeds ? 'PAID' : 'FAILED';
  return transaction;
}

/** In cents, so that sums are exact. */
export function toCents(amount: number): number {
  return Math.round(amount * 100);
}

export function refundable(transaction: Transaction): number {
  const gone = transaction.events.reduce((cents, event) => cents + toCents(event.amount), 0);
  return toCents(transaction.amount) - gone;
}
