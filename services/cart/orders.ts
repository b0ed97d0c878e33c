import { sql } from '@payloadcms/db-postgres';
import type { OrderView } from '../../contracts/cart.ts';
import type { Tx, Viewer } from '../../contracts/shared.ts';
import { isSame } from '../../core/same.ts';
import { toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';

const MOST = 100;

interface OrderRow extends Record<string, unknown> {
  number: string;
  state: OrderView['state'];
  placed_at: Date | string;
  paid_at: Date | string | null;
  email: string;
  total: number;
  currency: string;
  id: string;
  token: string;
  customer_id: string | null;
  pay_url: string | null;
  lines: { title: string; quantity: number; unit_price: number; total: number; path: string | null; kind: 'product' | 'ticket' }[];
}

/** The order of that number for its owner, for staff, or for whoever holds its token; null for everybody else. */
export async function findOrder(
  { payload }: CartDeps,
  { number, viewer, token }: { number: string; viewer: Viewer | null; token: string | null },
): Promise<OrderView | null> {
  const { rows } = await toExecutor(payload).execute<OrderRow>(sql`${selectOrders} where o.number = ${number}`);
  const [row] = rows;
  return row && maySee(row, viewer, token) ? toView(row) : null;
}

/** Any order by its id, for the house itself. */
export async function readOrder(tx: Tx, id: string): Promise<{ number: string; token: string; view: OrderView } | null> {
  const { rows } = await tx.execute<OrderRow>(sql`${selectOrders} where o.id = ${id}`);
  const [row] = rows;
  return row ? { number: row.number, token: row.token, view: toView(row) } : null;
}

/** A member's own, newest first. */
export async function listOrders({ payload }: CartDeps, viewer: Viewer): Promise<readonly OrderView[]> {
  const { rows } = await toExecutor(payload).execute<OrderRow>(sql`
    ${selectOrders} where o.customer_id = ${viewer.id} order by o.placed_at desc limit ${MOST}
  `);
  return rows.map(toView);
}

const selectOrders = sql`
  select o.id::text as id, o.number, o.state, o.placed_at, o.paid_at, o.email, o.total, o.currency, o.token,
    o.customer_id::text as customer_id,
    (
      select p.pay_url from payments p
      where p.order_id = o.id and p.status in ('pending', 'failed') and o.state = 'pending' and o.hold_until > now()
    ) as pay_url,
    (
      select coalesce(json_agg(json_build_object(
        'title', l.title, 'quantity', l.quantity, 'unit_price', l.unit_price, 'total', l.total, 'path', l.path, 'kind', l.kind
      ) order by l.position), '[]')
      from order_lines l where l.order_id = o.id
    ) as lines
  from orders o
`;

function maySee(row: OrderRow, viewer: Viewer | null, token: string | null): boolean {
  if (viewer && (viewer.id === row.customer_id || viewer.roles.some((role) => role === 'admin' || role === 'editor'))) return true;
  return token !== null && isSame(row.token, token);
}

function toView(row: OrderRow): OrderView {
  const toMoney = (amount: number) => ({ amount, currency: row.currency });
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    placedAt: new Date(row.placed_at).toISOString(),
    paidAt: row.paid_at ? new Date(row.paid_at).toISOString() : null,
    email: row.email,
    total: toMoney(row.total),
    lines: row.lines.map((line) => ({
      title: line.title,
      quantity: line.quantity,
      unitPrice: toMoney(line.unit_price),
      total: toMoney(line.total),
    })),
    payUrl: row.pay_url,
  };
}
