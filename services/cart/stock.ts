import { sql } from '@payloadcms/db-postgres';
import { APIError } from 'payload';
import type { Availability, PoolName, Quote, StockMovement } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';
import { toAvailability, toTags } from './pools.ts';

/** Makes something sellable and says which pools it claims; pools that are missing begin empty. */
export async function offer({
  tx,
  sellableId,
  kind,
  pools,
}: {
  tx: Tx;
  sellableId: string;
  kind: Quote['kind'];
  pools: readonly PoolName[];
}): Promise<void> {
  if (pools.length === 0) throw new Error(`${kind} ${sellableId} would be sold without any limit`);
  await tx.execute(sql`insert into sellables (id, kind) values (${sellableId}, ${kind}) on conflict (id) do nothing`);
  const keys = [...pools].sort((one, other) => (one.key < other.key ? -1 : 1));
  for (const { key, name } of keys) {
    await tx.execute(sql`
      insert into pools (key, name, on_hand, reserved) values (${key}, ${name}, 0, 0)
      on conflict (key) do update set name = excluded.name where pools.name <> excluded.name
    `);
  }
  await tx.execute(sql`
    with wanted as (
      select p.id from pools p where p.key = any(${sql.param(keys.map(({ key }) => key))}::text[])
    ), gone as (
      delete from sellable_pools where sellable_id = ${sellableId} and pool_id not in (select id from wanted)
    )
    insert into sellable_pools (sellable_id, pool_id)
    select ${sellableId}, id from wanted
    on conflict do nothing
  `);
}

/** The scarcest pool decides. */
export async function listAvailability({ payload }: CartDeps, sellableIds: readonly string[]): Promise<ReadonlyMap<string, Availability>> {
  if (sellableIds.length === 0) return new Map();
  const { rows } = await toExecutor(payload).execute<{ id: string; left: number }>(sql`
    select sp.sellable_id::text as id, min(p.on_hand - p.reserved)::int as left
    from sellable_pools sp
    join pools p on p.id = sp.pool_id
    where sp.sellable_id = any(${sql.param([...sellableIds])}::uuid[])
    group by sp.sellable_id
  `);
  const left = new Map(rows.map((row) => [row.id, row.left]));
  return new Map(sellableIds.map((id) => [id, toAvailability(left.get(id) ?? 0)]));
}

/** Stock is changed by a difference, never set: whoever counts late takes nothing back that was sold meanwhile. */
export async function moveStock({ payload }: CartDeps, { pool, change, kind, note, movedBy }: StockMovement): Promise<{ onHand: number }> {
  if (!Number.isInteger(change) || change === 0 || Math.abs(change) > 1_000_000) {
    throw new APIError('Give the difference as a whole number, such as 12 or -3.', 400, undefined, true);
  }
  return inTransaction(payload, async (tx) => {
    const { rows } = await tx.execute<{ id: string; key: string; on_hand: number; left: number }>(sql`
      update pools set on_hand = on_hand + ${change}, updated_at = now()
      where ${'id' in pool ? sql`id = ${pool.id}` : sql`key = ${pool.key}`} and on_hand + ${change} >= reserved
      returning id::text as id, key, on_hand, on_hand - reserved as left
    `);
    const [row] = rows;
    if (!row) throw new APIError('There is no such pool, or less would be left than is held for orders being paid.', 409, undefined, true);
    await tx.execute(sql`
      insert into stock_movements (pool_id, kind, change, on_hand_after, note, moved_by_id, created_at, updated_at)
      values (${row.id}, ${kind}, ${change}, ${row.on_hand}, ${note ?? null}, ${movedBy ?? null}, now(), now())
    `);
    const isSeen = toAvailability(row.left) !== toAvailability(row.left - change);
    await emit(tx, {
      type: 'Update',
      object: { type: 'pools', id: row.id },
      actor: movedBy ? { type: 'users', id: movedBy } : null,
      visibility: 'internal',
      data: { change, kind, tags: isSeen ? toTags(row.key) : [] },
    });
    return { onHand: row.on_hand };
  });
}
