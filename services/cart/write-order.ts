import { randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { Quote } from '../../contracts/cart.ts';
import type { PaymentProvider } from '../../contracts/doors.ts';
import type { Money, Tx } from '../../contracts/shared.ts';
import { prepared } from '../../platform/prepared.ts';
import { type Changed, type Claims, claiming } from './pools.ts';

export interface NewLine {
  readonly id: string;
  readonly quote: Quote;
  readonly quantity: number;
  readonly total: Money;
  readonly pools: readonly string[];
}

export interface NewOrder {
  readonly id: string;
  readonly token: string;
  readonly basketKey: string;
  readonly customerId: string | null;
  readonly email: string;
  readonly name: string;
  readonly total: Money;
  readonly holdMinutes: number;
}

/** One payee as yet: the account of the house's provider. */
const PAYEE = 'house';

/** At most 64 characters, and never the same twice: SumUp keeps references unique per merchant for ever. */
export function toReference(orderId: string): string {
  return `${orderId.replaceAll('-', '')}-${randomBytes(6).toString('hex')}`;
}

/**
 * Order, lines with the names and prices of this moment, holds, stock, and a first payment
 * unless it is free, in one statement: a popular pool is locked for as short as can be.
 */
export async function writeOrder(
  tx: Tx,
  {
    order,
    lines,
    claims,
    payments,
  }: {
    order: NewOrder;
    lines: readonly NewLine[];
    claims: Claims;
    payments: Pick<PaymentProvider, 'name' | 'merchantCode'> | null;
  },
): Promise<{ number: string; claimed: readonly Changed[] }> {
  const written = lines.map((line, position) => ({
    id: line.id,
    position,
    title: line.quote.title,
    kind: line.quote.kind,
    sellable_id: line.quote.sellableId,
    brand: line.quote.brand,
    image_url: line.quote.imageUrl,
    path: line.quote.path,
    quantity: line.quantity,
    unit_price: line.quote.unitPrice.amount,
    total: line.total.amount,
    tax_basis_points: line.quote.taxBasisPoints,
    pool_ids: line.pools,
  }));
  const { currency } = order.total;
  const { rows } = await tx.execute<{ number: string; claimed: readonly Changed[] }>(
    prepared(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as l (
        id uuid, position int, title text, kind text, sellable_id text, brand text, image_url text, path text,
        quantity int, unit_price int, total int, tax_basis_points int, pool_ids uuid[]
      )
    ), placed as (
      insert into orders (
        id, number, state, total, currency, name, email, customer_id, payee, placed_at, hold_until,
        basket_key, token, created_at, updated_at
      ) values (
        ${order.id}, nextval('order_number_seq')::text, 'pending', ${order.total.amount}, ${currency}, ${order.name},
        ${order.email}, ${order.customerId}, ${PAYEE}, now(), now() + ${order.holdMinutes} * interval '1 minute',
        ${order.basketKey}, ${order.token}, now(), now()
      )
      returning id, number, hold_until
    ), lines as (
      insert into order_lines (
        id, order_id, position, title, kind, sellable_id, brand, image_url, path, quantity, unit_price, total,
        currency, tax_basis_points, created_at, updated_at
      )
      select l.id, o.id, l.position, l.title, l.kind::enum_order_lines_kind, l.sellable_id, l.brand, l.image_url, l.path,
        l.quantity, l.unit_price, l.total, ${currency}, l.tax_basis_points, now(), now()
      from given l, placed o
    ), holds as (
      insert into reservations (order_line_id, order_id, pool_ids, quantity, expires_at)
      select l.id, o.id, l.pool_ids, l.quantity, o.hold_until from given l, placed o
    ), payment as (
      ${payments ? insertPayment(payments, order) : sql`select 1`}
    ), ${claiming(claims)}
    select number, (
      select coalesce(json_agg(json_build_object('id', c.id, 'key', c.key, 'left', c.left, 'change', c.change)), '[]') from claimed c
    ) as claimed
    from placed
  `),
  );
  const [row] = rows;
  if (!row) throw new Error('the order was not written');
  return row;
}

function insertPayment(payments: Pick<PaymentProvider, 'name' | 'merchantCode'>, order: NewOrder) {
  return sql`
    insert into payments (
      order_id, reference, status, amount, currency, provider, merchant_code, valid_until, webhook_token, created_at, updated_at
    )
    select o.id, ${toReference(order.id)}, 'pending', ${order.total.amount}, ${order.total.currency}, ${payments.name},
      ${payments.merchantCode}, o.hold_until, ${randomBytes(24).toString('base64url')}, now(), now()
    from placed o
  `;
}
