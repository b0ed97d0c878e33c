import { randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { PaymentProvider, ProviderCheckout } from '../../contracts/doors.ts';
import type { Money, Tx } from '../../contracts/shared.ts';
import { isSameMoney } from '../../core/money.ts';
import { reached } from '../../platform/points.ts';
import { prepared } from '../../platform/prepared.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';
import { settle } from './settle.ts';
import { toReference } from './write-order.ts';

interface OpenPayment extends Record<string, unknown> {
  readonly id: string;
  readonly order_id: string;
  readonly number: string;
  readonly token: string;
  readonly reference: string;
  readonly status: 'pending' | 'failed';
  readonly amount: number;
  readonly currency: string;
  readonly checkout_id: string | null;
  readonly pay_url: string | null;
  readonly valid_until: string;
  readonly webhook_token: string;
}

/**
 * The page where a pending order can be paid: the one there is, or a new checkout at the
 * provider. Null when the order cannot be paid (any more), or the provider not be reached now.
 * After a refused card a new attempt is made: a new reference, once the old one is closed.
 */
export async function startPayment(deps: CartDeps, { orderId }: { orderId: string }): Promise<{ payUrl: string } | null> {
  const provider = deps.doors().payments;
  if (!provider) return null;
  const payment = await takeOpen(deps, orderId);
  if (!payment) return null;
  if (payment.status === 'failed') {
    const next = await replace(deps, provider, payment);
    return next ? open(deps, provider, next) : null;
  }
  return payment.pay_url ? { payUrl: payment.pay_url } : open(deps, provider, payment);
}

/** Creates the checkout. What may have been created without our learning of it is found by its reference. */
async function open(deps: CartDeps, provider: PaymentProvider, payment: OpenPayment): Promise<{ payUrl: string } | null> {
  await reached('pay.before-create');
  const amount: Money = { amount: payment.amount, currency: payment.currency };
  const created = await provider.createCheckout({
    reference: payment.reference,
    amount,
    description: `Order ${payment.number}`,
    returnUrl: `${deps.cartUrl}/return/?${new URLSearchParams({ reference: payment.reference, order: payment.number, token: payment.token })}`,
    webhookUrl: deps.cartUrl + provider.toWebhookPath(payment.webhook_token),
    validUntil: payment.valid_until,
  });
  await reached('pay.after-create');
  const checkout = created.type === 'ok' ? created.value : await findCreated(provider, payment);
  if (!checkout) {
    deps.payload.logger.warn({ reference: payment.reference, answer: created }, 'the checkout could not be opened');
    return null;
  }
  const isOurs =
    checkout.reference === payment.reference && checkout.merchantCode === provider.merchantCode && isSameMoney(checkout.amount, amount);
  if (!isOurs || !checkout.payUrl) {
    deps.payload.logger.error({ reference: payment.reference, checkout }, 'the provider opened another checkout than we asked for');
    return null;
  }
  await toExecutor(deps.payload).execute(
    prepared(sql`
    update payments set provider_checkout_id = ${checkout.id}, pay_url = ${checkout.payUrl}, updated_at = now()
    where id = ${payment.id} and provider_checkout_id is null
  `),
  );
  await reached('pay.after-save');
  return checkout.status === 'pending' || checkout.status === 'failed' ? { payUrl: checkout.payUrl } : null;
}

async function findCreated(provider: PaymentProvider, payment: OpenPayment): Promise<ProviderCheckout | null> {
  const found = await provider.findCheckout({ reference: payment.reference });
  return found.type === 'ok' ? found.value : null;
}

/** Closes an attempt at the provider, then makes the next one; null when it was paid after all, or nobody can tell. */
async function replace(deps: CartDeps, provider: PaymentProvider, payment: OpenPayment): Promise<OpenPayment | null> {
  if (payment.checkout_id) {
    const closed = await provider.deactivate({ id: payment.checkout_id });
    if (closed.type !== 'ok') return null;
    if (closed.value === 'processed') {
      const { type } = await settle(deps, { reference: payment.reference });
      if (type !== 'expired') return null;
    }
  }
  await reached('pay.after-deactivate');
  await inTransaction(deps.payload, async (tx) => {
    if (await closeAttempt(tx, payment)) await insertAttempt(tx, payment);
  });
  return takeOpen(deps, payment.order_id);
}

async function closeAttempt(tx: Tx, { id, order_id }: OpenPayment): Promise<boolean> {
  await tx.execute(sql`select id from orders where id = ${order_id} and state = 'pending' for update`);
  const { rows } = await tx.execute(sql`
    update payments set status = 'expired', updated_at = now() where id = ${id} and status in ('pending', 'failed') returning id
  `);
  return rows.length > 0;
}

async function insertAttempt(tx: Tx, { id, order_id }: OpenPayment): Promise<void> {
  await tx.execute(sql`
    insert into payments (
      order_id, reference, status, amount, currency, provider, merchant_code, valid_until, webhook_token, created_at, updated_at
    )
    select p.order_id, ${toReference(order_id)}, 'pending', p.amount, p.currency, p.provider, p.merchant_code, p.valid_until,
      ${randomBytes(24).toString('base64url')}, now(), now()
    from payments p where p.id = ${id}
  `);
}

/**
 * The payment of an order that can still be paid. That the provider is going to be asked is
 * written here, before it is: whoever lets go of the hold later has to know that there may be
 * a checkout.
 */
async function takeOpen({ payload }: CartDeps, orderId: string): Promise<OpenPayment | null> {
  const { rows } = await toExecutor(payload).execute<OpenPayment & { valid_until: Date | string }>(
    prepared(sql`
    update payments p set attempted_at = coalesce(p.attempted_at, now()), updated_at = now()
    from orders o
    where o.id = ${orderId} and o.state = 'pending' and o.hold_until > now() and o.lease_until is null
      and p.order_id = o.id and p.status in ('pending', 'failed')
    returning p.id::text as id, o.id::text as order_id, o.number, o.token, p.reference, p.status, p.amount, p.currency,
      p.provider_checkout_id as checkout_id, p.pay_url, p.valid_until, p.webhook_token
  `),
  );
  const [row] = rows;
  return row ? { ...row, valid_until: new Date(row.valid_until).toISOString() } : null;
}
