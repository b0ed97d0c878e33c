import { sql } from '@payloadcms/db-postgres';
import type { PaidLines } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import type { CartDeps } from './deps.ts';
import { claim, consume, toClaims, type Claims } from './pools.ts';

type HoldRow = {
  id: string;
  pools: string[];
  quantity: number;
  was: 'held' | 'released';
  kind: 'product' | 'ticket';
  sellable_id: string;
};
type OrderRow = { number: string; customer_id: string | null; email: string; name: string };

/**
 * A pending (or expired) order whose money is there becomes paid, in the caller's transaction,
 * which has locked it: what it held is sold, or taken again when the hold was gone. False when
 * it cannot be taken again; then nothing has been changed, and the money has to go back.
 */
export async function fulfil(
  { services }: Pick<CartDeps, 'services'>,
  tx: Tx,
  { orderId, paymentId }: { orderId: string; paymentId: string | null },
): Promise<boolean> {
  const { rows: holds } = await tx.execute<HoldRow>(sql`
    select l.id::text as id, r.pool_ids::text[] as pools, r.quantity, r.state as was, l.kind, l.sellable_id
    from reservations r
    join order_lines l on l.id = r.order_line_id
    where r.order_id = ${orderId} and r.state <> 'consumed'
    order by l.position
    for update of r
  `);
  const claims = toClaims(holds);
  const isGone = holds.some(({ was }) => was === 'released');
  if (isGone && !(await hasRoom(tx, claims))) return false;

  const { rows } = await tx.execute<OrderRow>(sql`
    with sold as (
      update reservations set state = 'consumed' where order_id = ${orderId} and state <> 'consumed'
    )
    update orders set state = 'paid', paid_at = now(), settled_payment_id = ${paymentId}, lease_until = null, updated_at = now()
    where id = ${orderId} and state in ('pending', 'expired')
    returning number, customer_id::text as customer_id, email, coalesce(name, '') as name
  `);
  const [order] = rows;
  if (!order) throw new Error(`order ${orderId} is not waiting for payment`);
  await issueTickets({ services }, tx, { orderId, order, holds });
  await emit(tx, {
    type: 'Update',
    object: { type: 'orders', id: orderId },
    actor: order.customer_id ? { type: 'users', id: order.customer_id } : null,
    visibility: 'internal',
    data: { state: 'paid', number: order.number },
  });
  if (isGone && (await claim(tx, claims))) throw new Error(`the stock of order ${orderId} was locked, and yet it went`);
  await consume(tx, claims, { orderId, note: `Order ${order.number}` });
  return true;
}

/** Locks the pools of a hold that is gone, in ascending id as everywhere, and looks whether it can be had again. */
async function hasRoom(tx: Tx, claims: Claims): Promise<boolean> {
  const { rows } = await tx.execute<{ id: string; left: number }>(sql`
    select id::text as id, on_hand - reserved as left from pools
    where id = any(${sql.param([...claims.keys()])}::uuid[])
    order by id
    for update
  `);
  const left = new Map(rows.map((row) => [row.id, row.left]));
  return [...claims].every(([pool, quantity]) => (left.get(pool) ?? 0) >= quantity);
}

async function issueTickets(
  { services }: Pick<CartDeps, 'services'>,
  tx: Tx,
  { orderId, order, holds }: { orderId: string; order: OrderRow; holds: readonly HoldRow[] },
): Promise<void> {
  const tickets = holds.filter(({ kind }) => kind === 'ticket');
  if (tickets.length === 0) return;
  const paid: PaidLines = {
    orderId,
    number: order.number,
    customerId: order.customer_id,
    email: order.email,
    name: order.name,
    lines: tickets.map((line) => ({ id: line.id, sellableId: line.sellable_id, quantity: line.quantity })),
  };
  await services().events.issueTickets({ tx, order: paid });
}
