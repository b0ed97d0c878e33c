import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import type { MarketDeps } from './products.ts';

/** Makes a product sellable; it has a pool of its own. */
export async function offerProduct({ services }: MarketDeps, { tx, id }: { tx: Tx; id: string }): Promise<void> {
  const { rows } = await tx.execute<{ title: string | null }>(sql`select title from products where id = ${id}`);
  const [product] = rows;
  if (!product) return;
  const pools = [{ key: `product:${id}`, name: product.title ?? 'A product' }];
  await services().cart.offer({ tx, sellableId: id, kind: 'product', pools });
}
