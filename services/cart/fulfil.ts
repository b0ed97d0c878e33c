import { sql } from '@payloadcms/db-postgres';
import type { PaidLines } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { prepared } from '../../platform/prepared.ts';
import type { CartDeps } from './deps.ts';
import { type Claims, claim, toIds, toRows } from './pools.ts';

interface SoldOrder extends Record<string, unknown> {
  readonly number: string;
  readonly customer_id: string | null;
  readonly email: string;
  readonly name: string;
  readonly tickets: readonly { id: string; sellableId: string; quantity: number }[];
}

export interface Sale {
  readonly orderId: string;
  /** Null for what is free. */
  readonly paymentId: string | null;
  /** What the order's lines hold or held; never changes. */
  readonly claims: Claims;
}

/**
 * A pending (or expired) order whose money is there becomes paid, in the caller's transaction,
 * which has locked it: what it held is sold, or taken again when the hold was gone. False when
 * it cannot be taken again; then nothing has been changed, and the money has to go back.
 */
export async function fulfil({ services }: Pick<CartDeps, 'services'>, tx: Tx, sale: Sale): Promise<boolean> {
  const { orderId } = sale;
  const order = (await sell(tx, sale)) ?? ((await holdAgain(tx, sale)) ? await sell(tx, sale) : null);
  if (!order) return false;
  if (order.tickets.length > 0) {
    const { number, customer_id: customerId, email, name, tickets: lines } = order;
    const paid: PaidLines = { orderId, number, customerId, email, name, lines };
    await services().events.issueTickets({ tx, order: paid });
  }
  await emit(tx, {
    type: 'Update',
    object: { type: 'orders', id: orderId },
    actor: order.customer_id ? { type: 'users', id: order.customer_id } : null,
    visibility: 'internal',
    data: { state: 'paid', number: order.number },
  });
  return true;
}

/** Sells what is held: holds, pools in ascending id, ledger and order in one statement. Null when nothing is held. */
async function sell(tx: Tx, { orderId, paymentId, claims }: Sale): Promise<SoldOrder | null> {
  const { rows } = await tx.execute<SoldOrder>(
    prepared(sql`
    with consumed as (
      update reservations set state = 'consumed' where order_id = ${orderId} and state = 'held'
      returning order_id
    ), paid as (
      update orders set state = 'paid', paid_at = now(), settled_payment_id = ${paymentId}, lease_until = null, updated_at = now()
      where id = ${orderId} and state in ('pending', 'expired') and exists (select from consumed)
      returning id, number, customer_id, email, name
    ), locked as (
      select p.id from pools p where p.id = any(${toIds(claims)}) and exists (select from paid) order by p.id for update
    ), sold as (
      update pools p set on_hand = p.on_hand - c.quantity, reserved = p.reserved - c.quantity
      from ${toRows(claims)} join locked using (id)
      where p.id = c.id
      returning p.id, c.quantity, p.on_hand
    ), moved as (
      insert into stock_movements (pool_id, kind, change, on_hand_after, note, order_id, created_at, updated_at)
      select sold.id, 'sold', -sold.quantity, sold.on_hand, 'Order ' || paid.number, paid.id, now(), now() from sold, paid
    )
    select paid.number, paid.customer_id::text as customer_id, paid.email, coalesce(paid.name, '') as name, (
      select coalesce(json_agg(json_build_object('id', l.id, 'sellableId', l.sellable_id, 'quantity', l.quantity) order by l.position), '[]')
      from order_lines l where l.order_id = paid.id and l.kind = 'ticket'
    ) as tickets
    from paid
  `),
  );
  return rows[0] ?? null;
}

/** The hold was let go of before the money came: holds the same again where it can still be had. */
async function holdAgain(tx: Tx, { orderId, claims }: Sale): Promise<boolean> {
  if (!(await claim(tx, claims))) return false;
  await tx.execute(sql`update reservations set state = 'held' where order_id = ${orderId} and state = 'released'`);
  return true;
}
