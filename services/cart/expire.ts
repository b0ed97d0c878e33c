import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { reached } from '../../platform/points.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';
import { release, toClaims } from './pools.ts';
import { settle } from './settle.ts';

const AT_ONCE = 50;
const LEASE_SECONDS = 120;

type DueOrder = { id: string };
type OpenPayment = { reference: string; checkout_id: string | null; attempted: boolean };

/**
 * Ends holds that ran out. The checkout is closed at the provider first, outside any
 * transaction: only when it can no longer be paid are the goods given back. Whoever cannot
 * tell keeps the hold and comes again. A short lease keeps other processes off meanwhile.
 */
export async function expireHolds(deps: CartDeps): Promise<{ released: number; kept: number }> {
  const outcome = { released: 0, kept: 0 };
  for (const { id } of await leaseDue(deps)) {
    await reached('expire.after-lease');
    const isClosed = await closeAtProvider(deps, id);
    await reached('expire.after-provider');
    if (isClosed && (await releaseOrder(deps, id))) outcome.released += 1;
    else outcome.kept += 1;
    await reached('expire.after-commit');
  }
  return outcome;
}

async function leaseDue({ payload }: CartDeps): Promise<readonly DueOrder[]> {
  const { rows } = await toExecutor(payload).execute<DueOrder>(sql`
    update orders set lease_until = now() + ${LEASE_SECONDS} * interval '1 second'
    where id in (
      select id from orders
      where state = 'pending' and hold_until <= now() and (lease_until is null or lease_until < now())
      order by hold_until
      limit ${AT_ONCE}
      for update skip locked
    )
    returning id::text as id
  `);
  return rows;
}

/** True when no checkout of this order can be paid any more. What was paid after all is settled instead. */
async function closeAtProvider(deps: CartDeps, orderId: string): Promise<boolean> {
  const payment = await findOpen(deps, orderId);
  // Nobody ever asked the provider for a checkout, so there is none.
  if (!payment?.attempted) return true;
  const provider = deps.doors().payments;
  if (!provider) return false;
  let { checkout_id: checkoutId } = payment;
  if (!checkoutId) {
    const found = await provider.findCheckout({ reference: payment.reference });
    if (found.type !== 'ok') return false;
    if (!found.value) return true;
    checkoutId = found.value.id;
  }
  const closed = await provider.deactivate({ id: checkoutId });
  if (closed.type !== 'ok') return false;
  if (closed.value !== 'processed') return true;
  const { type } = await settle(deps, { reference: payment.reference });
  return type === 'expired';
}

async function releaseOrder({ payload }: CartDeps, orderId: string): Promise<boolean> {
  return inTransaction(payload, async (tx) => {
    const { rows } = await tx.execute<{ number: string; customer_id: string | null }>(sql`
      update orders set state = 'expired', lease_until = null, updated_at = now()
      where id = ${orderId} and state = 'pending'
      returning number, customer_id::text as customer_id
    `);
    const [order] = rows;
    if (!order) return false;
    await tx.execute(sql`
      update payments set status = 'expired', updated_at = now()
      where order_id = ${orderId} and status in ('pending', 'failed')
    `);
    await emit(tx, {
      type: 'Update',
      object: { type: 'orders', id: orderId },
      actor: order.customer_id ? { type: 'users', id: order.customer_id } : null,
      visibility: 'internal',
      data: { state: 'expired', number: order.number },
    });
    await release(tx, toClaims(await endHolds(tx, orderId)));
    await reached('expire.before-commit');
    return true;
  });
}

async function endHolds(tx: Tx, orderId: string): Promise<{ pools: string[]; quantity: number }[]> {
  const { rows } = await tx.execute<{ pools: string[]; quantity: number }>(sql`
    update reservations set state = 'released' where order_id = ${orderId} and state = 'held'
    returning pool_ids::text[] as pools, quantity
  `);
  return rows;
}

async function findOpen({ payload }: CartDeps, orderId: string): Promise<OpenPayment | null> {
  const { rows } = await toExecutor(payload).execute<OpenPayment>(sql`
    select reference, provider_checkout_id as checkout_id, attempted_at is not null as attempted
    from payments where order_id = ${orderId} and status in ('pending', 'failed')
  `);
  return rows[0] ?? null;
}
