import { sql } from '@payloadcms/db-postgres';
import type { Availability } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';

/** How much of which pools an order takes. */
export type Claims = ReadonlyMap<string, number>;

const FEW = 5;

export function toAvailability(left: number): Availability {
  if (left <= 0) return 'sold-out';
  return left <= FEW ? 'few-left' : 'in-stock';
}

/** Adds up what several lines take of the same pool. */
export function toClaims(lines: readonly { pools: readonly string[]; quantity: number }[]): Claims {
  const claims = new Map<string, number>();
  for (const { pools, quantity } of lines) {
    for (const pool of pools) claims.set(pool, (claims.get(pool) ?? 0) + quantity);
  }
  return claims;
}

/**
 * Holds stock for an order: pool by pool in ascending id, so that two orders with the same
 * pools wait for each other instead of deadlocking. Answers the pool that has too little, or
 * null. Then the caller's transaction has to be rolled back.
 */
export async function claim(tx: Tx, claims: Claims): Promise<string | null> {
  for (const [pool, quantity] of ascending(claims)) {
    const { rows } = await tx.execute<{ key: string; left: number }>(sql`
      update pools set reserved = reserved + ${quantity}, updated_at = now()
      where id = ${pool} and on_hand - reserved >= ${quantity}
      returning key, on_hand - reserved as left
    `);
    const [row] = rows;
    if (!row) return pool;
    await tellChange(tx, { pool, key: row.key, before: row.left + quantity, after: row.left });
  }
  return null;
}

/** Gives back what was held and is not bought. */
export async function release(tx: Tx, claims: Claims): Promise<void> {
  for (const [pool, quantity] of ascending(claims)) {
    const { rows } = await tx.execute<{ key: string; left: number }>(sql`
      update pools set reserved = reserved - ${quantity}, updated_at = now()
      where id = ${pool}
      returning key, on_hand - reserved as left
    `);
    const row = only(rows, pool);
    await tellChange(tx, { pool, key: row.key, before: row.left - quantity, after: row.left });
  }
}

/** What was held is sold: it leaves, with a row in the ledger. */
export async function consume(tx: Tx, claims: Claims, sale: { orderId: string; note: string }): Promise<void> {
  for (const [pool, quantity] of ascending(claims)) {
    const { rows } = await tx.execute(sql`
      with sold as (
        update pools set on_hand = on_hand - ${quantity}, reserved = reserved - ${quantity}, updated_at = now()
        where id = ${pool}
        returning id, on_hand
      )
      insert into stock_movements (pool_id, kind, change, on_hand_after, note, order_id, created_at, updated_at)
      select id, 'sold', ${-quantity}, on_hand, ${sale.note}, ${sale.orderId}, now(), now() from sold
      returning id
    `);
    only(rows, pool);
  }
}

/** A change that people see on a page is told, with the tags of those pages. */
async function tellChange(tx: Tx, { pool, key, before, after }: { pool: string; key: string; before: number; after: number }): Promise<void> {
  if (toAvailability(before) === toAvailability(after)) return;
  await emit(tx, {
    type: 'Update',
    object: { type: 'pools', id: pool },
    visibility: 'internal',
    data: { availability: toAvailability(after), tags: toTags(key) },
  });
}

/** `product:<id>` is on the pages `products:<id>`, `event:<id>:room` on `events:<id>`. */
export function toTags(key: string): string[] {
  const [kind, id] = key.split(':');
  return kind === 'product' ? [`products:${id}`, 'products'] : [`events:${id}`, 'events'];
}

function ascending(claims: Claims): [string, number][] {
  return [...claims].sort(([one], [other]) => (one < other ? -1 : 1));
}

function only<Row>(rows: readonly Row[], pool: string): Row {
  const [row] = rows;
  if (!row) throw new Error(`the pool ${pool} is gone`);
  return row;
}
