import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { PlaceResult, Quote, Shopper } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { sum, times } from '../../core/money.ts';
import { emit } from '../../platform/emit.ts';
import { reached } from '../../platform/points.ts';
import { prepared } from '../../platform/prepared.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { isBasketOf } from './baskets.ts';
import type { CartDeps } from './deps.ts';
import { fulfil } from './fulfil.ts';
import { findShort, tellChanges, toClaims } from './pools.ts';
import { listQuotes } from './quotes.ts';
import { type NewLine, writeOrder } from './write-order.ts';

type BasketRow = { basket_id: string; sellable_id: string; quantity: number; kind: Quote['kind']; pools: string[] };
type PlacedRow = { id: string; number: string; token: string };

/** Leaves the transaction, undoing all of it, with an outcome that is expected. */
class Undo extends Error {
  readonly result: PlaceResult;
  constructor(result: PlaceResult) {
    super(result.type);
    this.result = result;
  }
}

/**
 * Makes an order of a basket: everything is priced anew from the database, stock is held, and
 * order, lines, holds, payment and outbox are written in one transaction. No HTTP inside.
 * Taking the lines out of the basket comes first: it makes a second click wait, and then find
 * the order of the first.
 */
export async function place(
  deps: CartDeps,
  { shopper, email, name }: { shopper: Shopper; email: string; name: string },
): Promise<PlaceResult> {
  await reached('place.before-transaction');
  try {
    const placed = await inTransaction(deps.payload, async (tx): Promise<PlaceResult> => {
      const rows = await takeBasket(tx, shopper);
      if (rows.length === 0) return findLatest(tx, shopper);
      const lines = await priceLines(deps, { tx, rows, shopper });
      const total = toTotal(lines);
      const payments = deps.doors().payments;
      if (total.amount > 0 && !payments) throw new Undo({ type: 'payments-off' });

      const order = {
        id: randomUUID(),
        token: randomBytes(24).toString('base64url'),
        basketKey: rows[0]?.basket_id ?? '',
        customerId: shopper.viewer?.id ?? null,
        email,
        name,
        total,
        holdMinutes: deps.holdMinutes,
      };
      const claims = toClaims(lines);
      const { number, claimed } = await writeOrder(tx, { order, lines, claims, payments: total.amount > 0 ? payments : null });
      const short = findShort(claims, claimed);
      if (short) throw new Undo(toSoldOut(lines, short));
      await emit(tx, {
        type: 'Create',
        object: { type: 'orders', id: order.id },
        actor: order.customerId ? { type: 'users', id: order.customerId } : null,
        visibility: 'internal',
        data: { number, total },
      });
      await tellChanges(tx, claimed);
      if (total.amount === 0) await fulfil(deps, tx, { orderId: order.id, paymentId: null, claims });
      await reached('place.before-commit');
      return { type: 'placed', orderId: order.id, number, token: order.token };
    });
    await reached('place.after-commit');
    return placed;
  } catch (error) {
    if (error instanceof Undo) return error.result;
    throw error;
  }
}

/** The lines leave the basket; when the order is not made, the rollback puts them back. */
async function takeBasket(tx: Tx, shopper: Shopper): Promise<BasketRow[]> {
  const { rows } = await tx.execute<BasketRow & { created_at: string }>(
    prepared(sql`
    delete from basket_lines l
    using baskets b, sellables s
    where ${isBasketOf(shopper)} and l.basket_id = b.id and s.id = l.sellable_id
    returning l.basket_id::text as basket_id, l.sellable_id::text as sellable_id, l.quantity, l.created_at, s.kind,
      array(select sp.pool_id::text from sellable_pools sp where sp.sellable_id = s.id) as pools
  `),
  );
  return rows.sort((one, other) => Number(new Date(one.created_at)) - Number(new Date(other.created_at)));
}

async function priceLines(
  deps: CartDeps,
  { tx, rows, shopper }: { tx: Tx; rows: readonly BasketRow[]; shopper: Shopper },
): Promise<NewLine[]> {
  const wanted = rows.map((row) => ({ sellableId: row.sellable_id, kind: row.kind }));
  const quotes = await listQuotes(deps, { tx, wanted, viewer: shopper.viewer });
  return rows.map((row) => {
    const quote = quotes.get(row.sellable_id);
    if (!quote?.forSale || row.pools.length === 0) {
      throw new Undo({ type: 'not-for-sale', sellableId: row.sellable_id, title: quote?.title ?? '' });
    }
    return { id: randomUUID(), quote, quantity: row.quantity, total: times(quote.unitPrice, row.quantity), pools: row.pools };
  });
}

function toTotal(lines: readonly NewLine[]) {
  const currency = lines[0]?.total.currency ?? '';
  if (lines.some((line) => line.total.currency !== currency)) throw new Undo({ type: 'mixed-currencies' });
  return sum(
    lines.map((line) => line.total),
    currency,
  );
}

function toSoldOut(lines: readonly NewLine[], pool: string): PlaceResult {
  const line = lines.find(({ pools }) => pools.includes(pool));
  return { type: 'sold-out', sellableId: line?.quote.sellableId ?? '', title: line?.quote.title ?? '' };
}

/** What a second click finds: the order that the first one made of this basket, while it can be paid. */
async function findLatest(tx: Tx, shopper: Shopper): Promise<PlaceResult> {
  const { rows } = await tx.execute<PlacedRow>(sql`
    select o.id::text as id, o.number, o.token
    from orders o
    join baskets b on b.id::text = o.basket_key
    where ${isBasketOf(shopper)} and o.placed_at > now() - interval '1 minute' and o.state in ('pending', 'paid')
    order by o.placed_at desc
    limit 1
  `);
  const [row] = rows;
  return row ? { type: 'placed', orderId: row.id, number: row.number, token: row.token } : { type: 'empty' };
}
