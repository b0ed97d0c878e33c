import { sql } from '@payloadcms/db-postgres';
import type { Availability } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';

/** How much of which pools an order takes. */
export type Claims = ReadonlyMap<string, number>;

/** A pool after something was taken from it or given back; `change` of what is left. */
export interface Changed {
  readonly id: string;
  readonly key: string;
  readonly left: number;
  readonly change: number;
}

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
 * The part of a WITH that holds stock, and says in `claimed` what it got. Pools are locked in
 * ascending id, so that two orders with the same pools wait for each other instead of
 * deadlocking; a pool that has too little is not in `claimed`, and then the caller undoes all.
 */
export function claiming(claims: Claims) {
  return sql`
    locked as (
      select id from pools where id = any(${toIds(claims)}) order by id for update
    ), claimed as (
      update pools p set reserved = p.reserved + c.quantity
      from ${toRows(claims)} join locked using (id)
      where p.id = c.id and p.on_hand - p.reserved >= c.quantity
      returning p.id::text as id, p.key, p.on_hand - p.reserved as left, -c.quantity as change
    )
  `;
}

/** The first pool that had too little, or null. */
export function findShort(claims: Claims, claimed: readonly Changed[]): string | null {
  const got = new Set(claimed.map(({ id }) => id));
  return [...claims.keys()].sort().find((id) => !got.has(id)) ?? null;
}

/** Holds stock outside of a placing; nothing may have been taken when it answers false. */
export async function claim(tx: Tx, claims: Claims): Promise<boolean> {
  const { rows } = await tx.execute<{ id: string; left: number }>(sql`
    select id::text as id, on_hand - reserved as left from pools
    where id = any(${toIds(claims)})
    order by id
    for update
  `);
  const left = new Map(rows.map((row) => [row.id, row.left]));
  if ([...claims].some(([id, quantity]) => (left.get(id) ?? 0) < quantity)) return false;
  const { rows: claimed } = await tx.execute<Changed & Record<string, unknown>>(sql`with ${claiming(claims)} select * from claimed`);
  await tellChanges(tx, claimed);
  return true;
}

/** Gives back what was held and is not bought. */
export async function release(tx: Tx, claims: Claims): Promise<void> {
  const { rows } = await tx.execute<Changed & Record<string, unknown>>(sql`
    with locked as (
      select id from pools where id = any(${toIds(claims)}) order by id for update
    )
    update pools p set reserved = p.reserved - c.quantity
    from ${toRows(claims)} join locked using (id)
    where p.id = c.id
    returning p.id::text as id, p.key, p.on_hand - p.reserved as left, c.quantity as change
  `);
  await tellChanges(tx, rows);
}

/** A change that people see on a page is told, with the tags of those pages. */
export async function tellChanges(tx: Tx, changes: readonly Changed[]): Promise<void> {
  for (const { id, key, left, change } of changes) {
    const availability = toAvailability(left);
    if (availability === toAvailability(left - change)) continue;
    await emit(tx, { type: 'Update', object: { type: 'pools', id }, visibility: 'internal', data: { availability, tags: toTags(key) } });
  }
}

/** `product:<id>` is on the pages `products:<id>`, `event:<id>:room` on `events:<id>`. */
export function toTags(key: string): string[] {
  const [kind, id] = key.split(':');
  return kind === 'product' ? [`products:${id}`, 'products'] : [`events:${id}`, 'events'];
}

/** Parameters, whatever the number of pools, so that a statement has one text. */
export function toIds(claims: Claims) {
  return sql`${sql.param([...claims.keys()])}::uuid[]`;
}

/** The claims as a FROM item: `c (id, quantity)`. */
export function toRows(claims: Claims) {
  return sql`unnest(${toIds(claims)}, ${sql.param([...claims.values()])}::int[]) as c (id, quantity)`;
}
