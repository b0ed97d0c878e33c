import { createHash, randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { APIError } from 'payload';
import type { Basket, BasketLine, Quote, Shopper } from '../../contracts/cart.ts';
import type { Tx } from '../../contracts/shared.ts';
import { sum, times } from '../../core/money.ts';
import { toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';
import { listQuotes } from './quotes.ts';

const MOST = 99;
const DEFAULT_CURRENCY = 'GBP';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type LineRow = { id: string; sellable_id: string; kind: Quote['kind']; quantity: number };

/** Lines with the names and prices of this moment; an empty basket when there is none. */
export async function getBasket(deps: CartDeps, shopper: Shopper): Promise<Basket> {
  const { rows } = await toExecutor(deps.payload).execute<LineRow>(sql`
    select l.id::text as id, l.sellable_id::text as sellable_id, s.kind, l.quantity
    from baskets b
    join basket_lines l on l.basket_id = b.id
    join sellables s on s.id = l.sellable_id
    where ${isBasketOf(shopper)}
    order by l.created_at, l.id
  `);
  if (rows.length === 0) return toBasket([]);
  const wanted = rows.map((row) => ({ sellableId: row.sellable_id, kind: row.kind }));
  const quotes = await listQuotes(deps, { wanted, viewer: shopper.viewer });
  return toBasket(rows.map((row) => toLine(row, quotes.get(row.sellable_id))));
}

/** Refuses what is no whole number from 1 to 99, and what is not for sale. Stock is claimed when the order is placed. */
export async function addToBasket(
  deps: CartDeps,
  { shopper, sellableId, quantity }: { shopper: Shopper; sellableId: string; quantity: number },
): Promise<Basket> {
  if (!isWhole(quantity) || quantity < 1) throw new APIError('Give a whole number from 1 to 99.', 400, undefined, true);
  const db = toExecutor(deps.payload);
  await refuseWhatIsNotForSale(deps, { shopper, sellableId });
  const { id, newToken } = await getOrCreateBasket(db, shopper);
  await db.execute(sql`
    insert into basket_lines (basket_id, sellable_id, quantity)
    values (${id}, ${sellableId}, ${quantity})
    on conflict (basket_id, sellable_id)
      do update set quantity = least(${MOST}, basket_lines.quantity + excluded.quantity)
  `);
  const basket = await getBasket(deps, newToken ? { viewer: null, basketToken: newToken } : shopper);
  return newToken ? { ...basket, newToken } : basket;
}

/** 0 takes the line out. A line of somebody else's basket is left alone. */
export async function setQuantity(
  deps: CartDeps,
  { shopper, lineId, quantity }: { shopper: Shopper; lineId: string; quantity: number },
): Promise<Basket> {
  if (!isWhole(quantity)) throw new APIError('Give a whole number from 0 to 99.', 400, undefined, true);
  if (UUID.test(lineId)) {
    await toExecutor(deps.payload).execute(
      quantity === 0
        ? sql`delete from basket_lines l using baskets b where b.id = l.basket_id and l.id = ${lineId} and ${isBasketOf(shopper)}`
        : sql`update basket_lines l set quantity = ${quantity} from baskets b where b.id = l.basket_id and l.id = ${lineId} and ${isBasketOf(shopper)}`,
    );
  }
  return getBasket(deps, shopper);
}

/** Moves a guest's lines to the member; the second time there is nothing left to move. */
export async function adoptBasket({ tx, basketToken, userId }: { tx: Tx; basketToken: string; userId: string }): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id::text as id from baskets where token_hash = ${toHash(basketToken)} and user_id is null for update
  `);
  const guest = rows[0];
  if (!guest) return;
  await tx.execute(sql`
    with own as (
      insert into baskets (user_id) values (${userId})
      on conflict (user_id) do update set updated_at = now()
      returning id
    )
    insert into basket_lines (basket_id, sellable_id, quantity, created_at)
    select own.id, l.sellable_id, l.quantity, l.created_at
    from own, basket_lines l
    where l.basket_id = ${guest.id}
    order by l.sellable_id
    on conflict (basket_id, sellable_id)
      do update set quantity = least(${MOST}, basket_lines.quantity + excluded.quantity)
  `);
  await tx.execute(sql`delete from baskets where id = ${guest.id}`);
}

/** The condition on `baskets b`. A member's basket is theirs alone; a token opens guests' baskets only. */
export function isBasketOf({ viewer, basketToken }: Shopper) {
  if (viewer) return sql`b.user_id = ${viewer.id}`;
  if (basketToken) return sql`b.token_hash = ${toHash(basketToken)} and b.user_id is null`;
  return sql`false`;
}

async function refuseWhatIsNotForSale(deps: CartDeps, { shopper, sellableId }: { shopper: Shopper; sellableId: string }): Promise<void> {
  const { rows } = UUID.test(sellableId)
    ? await toExecutor(deps.payload).execute<{ kind: Quote['kind'] }>(sql`select kind from sellables where id = ${sellableId}`)
    : { rows: [] };
  const kind = rows[0]?.kind;
  const quotes = kind ? await listQuotes(deps, { wanted: [{ sellableId, kind }], viewer: shopper.viewer }) : null;
  if (!quotes?.get(sellableId)?.forSale) throw new APIError('This is not for sale.', 409, undefined, true);
}

/** A token that we did not give out makes no basket: its owner gets a new one. */
async function getOrCreateBasket(db: Tx, { viewer, basketToken }: Shopper): Promise<{ id: string; newToken?: string }> {
  if (!viewer && basketToken) {
    const { rows } = await db.execute<{ id: string }>(sql`
      update baskets b set updated_at = now() where ${isBasketOf({ viewer, basketToken })} returning id::text as id
    `);
    if (rows[0]) return { id: rows[0].id };
  }
  const newToken = viewer ? undefined : randomBytes(24).toString('base64url');
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into baskets (user_id, token_hash) values (${viewer?.id ?? null}, ${newToken ? toHash(newToken) : null})
    on conflict (user_id) do update set updated_at = now()
    returning id::text as id
  `);
  const [row] = rows;
  if (!row) throw new Error('the basket was not made');
  return newToken ? { id: row.id, newToken } : { id: row.id };
}

/** What the database keeps of a basket's cookie. */
function toHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isWhole(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 0 && quantity <= MOST;
}

function toLine(row: LineRow, quote: Quote | undefined): BasketLine {
  const forSale = quote?.forSale ?? false;
  const unitPrice = quote && forSale ? quote.unitPrice : { amount: 0, currency: quote?.unitPrice.currency ?? DEFAULT_CURRENCY };
  return {
    id: row.id,
    sellableId: row.sellable_id,
    kind: row.kind,
    title: quote?.title ?? 'No longer for sale',
    path: quote?.path ?? '/',
    imageUrl: quote?.imageUrl ?? null,
    forSale,
    quantity: row.quantity,
    unitPrice,
    total: times(unitPrice, row.quantity),
  };
}

/** A sum over two currencies would be none, so only the first one's lines are counted; placing refuses the mixture. */
function toBasket(lines: readonly BasketLine[]): Basket {
  const currency = lines.find((line) => line.forSale)?.unitPrice.currency ?? DEFAULT_CURRENCY;
  const counted = lines.filter((line) => line.unitPrice.currency === currency).map((line) => line.total);
  return { lines, count: lines.reduce((count, line) => count + line.quantity, 0), total: sum(counted, currency) };
}
