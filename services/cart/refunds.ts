import { sql } from '@payloadcms/db-postgres';
import { APIError } from 'payload';
import type { RefundRequest } from '../../contracts/cart.ts';
import type { PaymentProvider } from '../../contracts/doors.ts';
import type { Money, Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { reached } from '../../platform/points.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';

const AT_ONCE = 20;
const LEASE_SECONDS = 120;
/** Refunds have no idempotency key: one that was sent and is not in the events yet is waited for this long. */
const PATIENCE_MINUTES = 60;

interface Refund extends Record<string, unknown> {
  readonly id: string;
  readonly payment_id: string;
  readonly transaction_id: string | null;
  readonly amount: number;
  readonly currency: string;
  /** What of this payment is known to have gone back before. */
  readonly done_before: number;
  readonly may_send: boolean;
}

/** Asks for money to go back: at most what was paid, under the payment's lock. The worker sends it. */
export async function requestRefund(
  { payload }: CartDeps,
  { reference, amount, reason, requestedBy }: RefundRequest,
): Promise<{ amount: Money }> {
  return inTransaction(payload, async (tx) => {
    const payment = await lockPayment(tx, reference);
    const wanted = amount?.amount ?? payment?.left ?? 0;
    const isPossible = payment && wanted > 0 && wanted <= payment.left && (!amount || amount.currency === payment.currency);
    if (!isPossible) throw new APIError('There is not as much left of this payment to pay back.', 409, undefined, true);
    await insertRefund(tx, { paymentId: payment.id, amount: wanted, currency: payment.currency, reason, requestedBy });
    return { amount: { amount: wanted, currency: payment.currency } };
  });
}

/** Locks first and counts then: a sum in the statement that waits for the lock would be one from before the wait. */
async function lockPayment(tx: Tx, reference: string): Promise<{ id: string; left: number; currency: string } | null> {
  const { rows } = await tx.execute<{ id: string; amount: number; currency: string }>(sql`
    select id::text as id, amount, currency from payments where reference = ${reference} and status in ('paid', 'refund_due') for update
  `);
  const [payment] = rows;
  if (!payment) return null;
  const { rows: sums } = await tx.execute<{ back: number }>(sql`
    select coalesce(sum(amount), 0)::int as back from refunds where payment_id = ${payment.id} and state <> 'failed'
  `);
  return { id: payment.id, currency: payment.currency, left: payment.amount - (sums[0]?.back ?? 0) };
}

/** The caller has locked the payment and knows that there is as much. */
export async function insertRefund(
  tx: Tx,
  refund: { paymentId: string; amount: number; currency: string; reason: string; requestedBy?: string | undefined },
): Promise<void> {
  await tx.execute(sql`
    insert into refunds (payment_id, amount, currency, state, reason, requested_by_id, created_at, updated_at)
    values (${refund.paymentId}, ${refund.amount}, ${refund.currency}, 'requested', ${refund.reason}, ${refund.requestedBy ?? null}, now(), now())
  `);
}

/** Sends what was asked for, once each, after a look at what has gone back already. Answers how many are done. */
export async function sendRefunds(deps: CartDeps): Promise<number> {
  const provider = deps.doors().payments;
  if (!provider) return 0;
  let done = 0;
  for (const refund of await leaseRequested(deps)) {
    if (await carryOut(deps, provider, refund)) done += 1;
  }
  return done;
}

async function leaseRequested({ payload }: CartDeps): Promise<readonly Refund[]> {
  const { rows } = await toExecutor(payload).execute<Refund>(sql`
    update refunds r set lease_until = now() + ${LEASE_SECONDS} * interval '1 second'
    from payments p
    where p.id = r.payment_id and r.state = 'requested' and (r.lease_until is null or r.lease_until < now()) and r.id in (
      -- One of a payment at a time, so that the events can be told apart.
      select distinct on (payment_id) id from refunds
      where state = 'requested' and (lease_until is null or lease_until < now())
      order by payment_id, created_at
      limit ${AT_ONCE}
    )
    returning r.id::text as id, p.id::text as payment_id, p.transaction_id, r.amount, r.currency,
      r.sent_at is null or r.sent_at < now() - ${PATIENCE_MINUTES} * interval '1 minute' as may_send,
      (select coalesce(sum(d.amount), 0)::int from refunds d where d.payment_id = p.id and d.state = 'done') as done_before
  `);
  return rows;
}

async function carryOut(deps: CartDeps, provider: PaymentProvider, refund: Refund): Promise<boolean> {
  const { transaction_id: transactionId, amount, currency } = refund;
  if (!transactionId) return note(deps, refund, 'the transaction is not known yet');
  const before = await hasGoneBack(provider, refund, transactionId);
  if (before === null) return note(deps, refund, 'the provider does not show the transaction now');
  if (before) return finish(deps, refund);
  if (!refund.may_send) return note(deps, refund, 'sent, and not in the provider’s events yet');

  await toExecutor(deps.payload).execute(sql`update refunds set sent_at = now(), updated_at = now() where id = ${refund.id}`);
  await reached('refund.before-post');
  const answer = await provider.refund({ transactionId, amount: { amount, currency } });
  await reached('refund.after-post');
  if (answer.type === 'ok' && answer.value === 'refunded') return finish(deps, refund);
  if (answer.type === 'unknown') {
    if (await hasGoneBack(provider, refund, transactionId)) return finish(deps, refund);
    return note(deps, refund, answer.reason);
  }
  return fail(deps, refund, answer.type === 'ok' ? 'the provider says that it cannot be refunded' : answer.reason);
}

/** By the provider's events: whether at least this much more has gone back than was known. Null when they cannot be read. */
async function hasGoneBack(provider: PaymentProvider, refund: Refund, transactionId: string): Promise<boolean | null> {
  const found = await provider.findRefunded({ transactionId, currency: refund.currency });
  if (found.type !== 'ok' || found.value === null) return null;
  return found.value.amount >= refund.done_before + refund.amount;
}

async function note({ payload }: CartDeps, refund: Refund, reason: string): Promise<false> {
  await toExecutor(payload).execute(
    sql`update refunds set last_error = ${reason.slice(0, 500)}, updated_at = now() where id = ${refund.id}`,
  );
  return false;
}

async function fail({ payload }: CartDeps, refund: Refund, reason: string): Promise<false> {
  await toExecutor(payload).execute(sql`
    update refunds set state = 'failed', last_error = ${reason.slice(0, 500)}, updated_at = now() where id = ${refund.id} and state = 'requested'
  `);
  payload.logger.error({ refund: refund.id, reason }, 'a refund was refused; somebody has to look at it');
  return false;
}

async function finish({ payload }: CartDeps, refund: Refund): Promise<true> {
  await inTransaction(payload, async (tx) => {
    const { rows } = await tx.execute<{ order_id: string }>(sql`
      select o.id::text as order_id from orders o join payments p on p.order_id = o.id where p.id = ${refund.payment_id} for update of o
    `);
    const orderId = rows[0]?.order_id ?? '';
    const { rows: done } = await tx.execute(sql`
      update refunds set state = 'done', done_at = now(), last_error = null, updated_at = now()
      where id = ${refund.id} and state = 'requested' returning id
    `);
    if (done.length === 0) return;
    await tx.execute(sql`
      with whole as (
        update payments p set status = 'refunded', updated_at = now()
        where p.id = ${refund.payment_id}
          and p.amount <= (select sum(r.amount) from refunds r where r.payment_id = p.id and (r.state = 'done' or r.id = ${refund.id}))
        returning p.id
      )
      update orders o set state = 'refunded', updated_at = now()
      from whole w
      where o.id = ${orderId} and (o.settled_payment_id = w.id or o.state = 'refund_due')
    `);
    await emit(tx, {
      type: 'Update',
      object: { type: 'orders', id: orderId },
      visibility: 'internal',
      data: { refunded: { amount: refund.amount, currency: refund.currency } },
    });
  });
  await reached('refund.after-commit');
  return true;
}
