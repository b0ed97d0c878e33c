import { z } from 'zod';
import type { ProviderCheckout } from '../../contracts/doors.ts';
import type { Money } from '../../contracts/shared.ts';
import { fromMajor } from '../../core/money.ts';

/*
 * SumUp's API description requires almost nothing and allows extra fields, so what we build on
 * is required here. Names are SumUp's (public OpenAPI, schemas Checkout and TransactionFull).
 */
const transaction = z.object({
  id: z.guid(),
  status: z.enum(['SUCCESSFUL', 'CANCELLED', 'FAILED', 'PENDING', 'REFUNDED']),
  amount: z.number(),
  currency: z.string(),
});

const checkout = z.object({
  id: z.guid(),
  checkout_reference: z.string(),
  merchant_code: z.string(),
  amount: z.number(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  status: z.enum(['PENDING', 'FAILED', 'PAID', 'EXPIRED']),
  hosted_checkout_url: z.url({ protocol: /^https?$/ }).optional(),
  transaction_id: z.guid().optional(),
  transactions: z.array(transaction).optional(),
});

/** The same happenings stand in two lists under two names of their kind; either may be missing. */
const history = z.object({
  id: z.guid(),
  amount: z.number(),
  events: z.array(z.object({ type: z.string(), status: z.string(), amount: z.number() })).optional(),
  transaction_events: z.array(z.object({ event_type: z.string(), status: z.string(), amount: z.number() })).optional(),
});

const STATUS = { PENDING: 'pending', FAILED: 'failed', PAID: 'paid', EXPIRED: 'expired' } as const;

/** A checkout as ours, or null when the answer is none that we could build on. */
export function toCheckout(answer: unknown): ProviderCheckout | null {
  const parsed = checkout.safeParse(answer);
  if (!parsed.success) return null;
  const { data } = parsed;
  // Transactions are authoritative: one that went through decides, also while the checkout lags behind.
  const paid = data.transactions?.find(({ status }) => status === 'SUCCESSFUL' || status === 'REFUNDED');
  const amount = paid ? fromMajor(paid.amount, paid.currency) : fromMajor(data.amount, data.currency);
  if (!amount) return null;
  return {
    id: data.id,
    reference: data.checkout_reference,
    merchantCode: data.merchant_code,
    amount,
    status: paid ? 'paid' : STATUS[data.status],
    transactionId: paid?.id ?? data.transaction_id ?? null,
    payUrl: data.hosted_checkout_url ?? null,
  };
}

/** The one checkout of a reference; null when there is none, undefined when the answer is unreadable. */
export function toOnlyCheckout(answer: unknown, reference: string): ProviderCheckout | null | undefined {
  const listed = z.array(z.unknown()).safeParse(answer);
  if (!listed.success) return undefined;
  const read = listed.data.map(toCheckout);
  // Someone else's row that we cannot read is no reason to say that ours is not there.
  const own = read.find((one) => one?.reference === reference);
  if (own) return own;
  return read.includes(null) ? undefined : null;
}

/** How much of a transaction has gone back: refunds made by us or at the provider's, and charge-backs. */
export function toRefunded(answer: unknown, transactionId: string, currency: string): Money | null {
  const parsed = history.safeParse(answer);
  if (!parsed.success || parsed.data.id !== transactionId) return null;
  const { events, transaction_events = [] } = parsed.data;
  let amount = 0;
  for (const { type, status, amount: major } of events ?? transaction_events.map((one) => ({ ...one, type: one.event_type }))) {
    if ((type !== 'REFUND' && type !== 'CHARGE_BACK') || status === 'FAILED') continue;
    const part = fromMajor(major, currency);
    if (!part) return null;
    amount += Math.abs(part.amount);
  }
  return { amount, currency };
}

const reasons = z.union([
  z.object({ error_code: z.string(), error_message: z.string() }),
  z.object({ error_code: z.string(), message: z.string().optional(), param: z.string().optional() }),
  z.object({
    type: z.string(),
    title: z.string().optional(),
    detail: z.string().optional(),
    errors: z.array(z.object({ code: z.string().optional(), reason: z.string().optional() })).optional(),
  }),
  z.object({ errors: z.object({ detail: z.string().optional(), type: z.string().optional() }) }),
]);

/** One line from an error in any of the shapes SumUp has: code first, so that callers can tell. */
export function toReason(error: unknown): string {
  const first: unknown = Array.isArray(error) ? error[0] : error;
  const parsed = reasons.safeParse(first);
  if (!parsed.success)
    return typeof first === 'string'
      ? first
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
          .slice(0, 200)
      : 'no reason given';
  const { data } = parsed;
  if ('error_message' in data) return `${data.error_code}: ${data.error_message}`;
  if ('error_code' in data) return [data.error_code, data.message, data.param].filter(Boolean).join(': ');
  if ('type' in data) return [data.title, data.detail, data.errors?.[0]?.code].filter(Boolean).join(': ') || data.type;
  return [data.errors.type, data.errors.detail].filter(Boolean).join(': ') || 'no reason given';
}
