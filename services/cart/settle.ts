import { sql } from '@payloadcms/db-postgres';
import type { SettleResult } from '../../contracts/cart.ts';
import type { PaymentProvider, ProviderCheckout } from '../../contracts/doors.ts';
import type { Tx } from '../../contracts/shared.ts';
import { isSameMoney } from '../../core/money.ts';
import { emit } from '../../platform/emit.ts';
import { reached } from '../../platform/points.ts';
import { prepared } from '../../platform/prepared.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';
import { fulfil } from './fulfil.ts';
import { type Claims, toClaims } from './pools.ts';
import { insertRefund } from './refunds.ts';

type Status = 'pending' | 'failed' | 'expired' | 'paid' | 'refund_due' | 'refunded';

interface Payment extends Record<string, unknown> {
  readonly id: string;
  readonly order_id: string;
  readonly reference: string;
  readonly status: Status;
  readonly amount: number;
  readonly currency: string;
  readonly merchant_code: string;
  readonly checkout_id: string | null;
}

const OUTCOME = {
  pending: { type: 'pending' },
  failed: { type: 'failed' },
  expired: { type: 'expired' },
  paid: { type: 'paid' },
  refund_due: { type: 'refund-due' },
  refunded: { type: 'refunded' },
} as const satisfies Record<Status, SettleResult>;

/**
 * The one way in which money becomes an order that is paid. Looks the payment up here, asks
 * the provider, compares what it says with what was asked, and acts once, however many times
 * and from however many sides it is called.
 */
export async function settle(deps: CartDeps, { reference }: { reference: string }): Promise<SettleResult> {
  const payment = await findPayment(deps, reference);
  if (!payment) return { type: 'unknown-payment' };
  if (isSettled(payment.status)) return OUTCOME[payment.status];
  const provider = deps.doors().payments;
  if (!provider) return { type: 'pending' };

  const answer = await provider.findCheckout(payment.checkout_id ? { id: payment.checkout_id } : { reference });
  await reached('settle.after-provider-read');
  if (answer.type !== 'ok') {
    deps.payload.logger.warn({ reference, answer }, 'the provider could not be asked about a payment');
    return { type: 'pending' };
  }
  const checkout = answer.value;
  if (!checkout) return OUTCOME[payment.status];
  if (!isTheOne(provider, payment, checkout)) {
    deps.payload.logger.error({ reference, checkout, payment }, 'the provider’s checkout is not the one that was asked for');
    return { type: 'mismatch' };
  }
  if (checkout.status === 'paid') return settlePaid(deps, payment, checkout);
  await noteStatus(deps, payment, checkout);
  return checkout.status === 'pending' ? OUTCOME[payment.status] : { type: checkout.status };
}

function isSettled(status: Status): boolean {
  return status === 'paid' || status === 'refund_due' || status === 'refunded';
}

function isTheOne(provider: PaymentProvider, payment: Payment, checkout: ProviderCheckout): boolean {
  return (
    (payment.checkout_id === null || payment.checkout_id === checkout.id) &&
    checkout.reference === payment.reference &&
    checkout.merchantCode === payment.merchant_code &&
    checkout.merchantCode === provider.merchantCode &&
    isSameMoney(checkout.amount, payment)
  );
}

/** Everything that follows from the money, in one transaction: order first, then payment, holds and pools. */
async function settlePaid(deps: CartDeps, payment: Payment, checkout: ProviderCheckout): Promise<SettleResult> {
  await reached('settle.before-transaction');
  const result = await inTransaction(deps.payload, async (tx): Promise<SettleResult> => {
    const { state, isNew, claims } = await lockAndMark(tx, payment, checkout);
    // Paid already: by this very payment, which `owe` sees, or by another one.
    if (state === 'paid') return owe(tx, payment, checkout, state);
    if (!isNew) return OUTCOME[await statusOf(tx, payment)];
    const isOpen = state === 'pending' || state === 'expired';
    if (isOpen && (await fulfil(deps, tx, { orderId: payment.order_id, paymentId: payment.id, claims }))) {
      await reached('settle.before-commit');
      return { type: 'paid' };
    }
    return owe(tx, payment, checkout, state);
  });
  await reached('settle.after-commit');
  return result;
}

/** Money that bought nothing: the goods are gone, or another payment was first. It has to go back. */
async function owe(tx: Tx, payment: Payment, checkout: ProviderCheckout, state: string): Promise<SettleResult> {
  const { rows } = await tx.execute(sql`
    update payments set status = 'refund_due', settled_at = coalesce(settled_at, now()), checked_at = now(), updated_at = now(),
      transaction_id = ${checkout.transactionId}, provider_checkout_id = ${checkout.id}
    where id = ${payment.id} and status not in ('refund_due', 'refunded')
      and not exists (select 1 from orders o where o.settled_payment_id = payments.id)
    returning id
  `);
  if (rows.length === 0) return OUTCOME[await statusOf(tx, payment)];
  const { id: paymentId, amount, currency } = payment;
  const reason = state === 'paid' ? 'The order was paid twice.' : 'What was ordered was gone when the money came.';
  await insertRefund(tx, { paymentId, amount, currency, reason });
  // An order that another payment has paid stays paid.
  if (state !== 'paid') {
    await tx.execute(sql`update orders set state = 'refund_due', updated_at = now() where id = ${payment.order_id}`);
  }
  await emit(tx, {
    type: 'Update',
    object: { type: 'orders', id: payment.order_id },
    visibility: 'internal',
    data: { state: 'refund_due', reference: payment.reference },
  });
  await reached('settle.before-commit');
  return { type: 'refund-due' };
}

/** Locks the order, whose payments all wait here, then marks this one paid unless it was settled before. */
async function lockAndMark(
  tx: Tx,
  payment: Payment,
  checkout: ProviderCheckout,
): Promise<{ state: string; isNew: boolean; claims: Claims }> {
  const { rows } = await tx.execute<{ state: string; is_new: boolean; holds: { pools: string[]; quantity: number }[] }>(
    prepared(sql`
    with locked as (
      select id, state from orders where id = ${payment.order_id} for update
    ), marked as (
      update payments p set status = 'paid', settled_at = now(), checked_at = now(), updated_at = now(),
        transaction_id = ${checkout.transactionId}, provider_checkout_id = ${checkout.id}
      from locked o
      where p.id = ${payment.id} and p.order_id = o.id and o.state <> 'paid' and p.status not in ('paid', 'refund_due', 'refunded')
      returning p.id
    )
    select state, exists (select from marked) as is_new, (
      select coalesce(json_agg(json_build_object('pools', pool_ids, 'quantity', quantity)), '[]')
      from reservations where order_id = ${payment.order_id}
    ) as holds
    from locked
  `),
  );
  const [row] = rows;
  if (!row) throw new Error(`there is no order ${payment.order_id}`);
  return { state: row.state, isNew: row.is_new, claims: toClaims(row.holds) };
}

/** What the provider said short of money. An attempt that is over there may be followed by another while the hold lasts. */
async function noteStatus({ payload }: CartDeps, payment: Payment, checkout: ProviderCheckout): Promise<void> {
  await toExecutor(payload).execute(sql`
    update payments set checked_at = now(), updated_at = now(),
      provider_checkout_id = coalesce(provider_checkout_id, ${checkout.id}),
      pay_url = coalesce(pay_url, ${checkout.payUrl}),
      status = case when ${checkout.status !== 'pending'} and status = 'pending' then 'failed'::enum_payments_status else status end
    where id = ${payment.id}
  `);
}

async function statusOf(tx: Tx, payment: Payment): Promise<Status> {
  const { rows } = await tx.execute<{ status: Status }>(sql`select status from payments where id = ${payment.id}`);
  return rows[0]?.status ?? payment.status;
}

async function findPayment({ payload }: CartDeps, reference: string): Promise<Payment | null> {
  const { rows } = await toExecutor(payload).execute<Payment>(
    prepared(sql`
    select id::text as id, order_id::text as order_id, reference, status, amount, currency, merchant_code,
      provider_checkout_id as checkout_id
    from payments where reference = ${reference}
  `),
  );
  return rows[0] ?? null;
}
