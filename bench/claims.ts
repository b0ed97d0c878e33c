import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { CartContract } from '../contracts/cart.ts';
import { publicUrl, readEnv } from '../env.ts';
import { createLog } from '../platform/log.ts';
import { inTransaction } from '../platform/transactions.ts';
import { type Booted, boot } from '../server/boot.ts';
import { startEmbeddedPostgres } from '../server/postgres/embedded.ts';
import { createServices } from '../server/registry.ts';
import { inProcess } from '../tests/doubles/sumup/in-process.ts';
import { type SumupSandbox, startSumupSandbox } from '../tests/doubles/sumup/server.ts';

const CLIENTS = 8;
const ROUNDS = 3;
const PRODUCTS = 200;

/**
 * How many orders a second are placed and settled by the cart, and beside it how many by the
 * bare SQL of the same steps: claim, order, line, hold, payment and outbox row in one
 * transaction; payment, hold, stock, ledger, order and outbox row in another. Once over many
 * products, once over a single one that everybody wants. Both take turns on the same database
 * in the same process. The provider is the sandbox, asked in process, so that what is measured
 * is the house; `oursByHttp` has both ends of the sockets in it, and opening the checkout too.
 */
export async function run({ root, say }: { root: string; say: (line: string) => void }): Promise<Record<string, number>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rose-bench-'));
  const postgres = await startEmbeddedPostgres({ ephemeral: true });
  const sandbox = await startSumupSandbox();
  const env = readEnv({
    NODE_ENV: 'production',
    ROSE_ROOT: root,
    ROSE_DATA: dataDir,
    ROSE_SECRET: randomBytes(24).toString('hex'),
    DATABASE_URL: postgres.url,
    SUMUP_API_KEY: sandbox.apiKey,
    SUMUP_MERCHANT_CODE: sandbox.merchantCode,
    SUMUP_HOST: sandbox.url,
  });
  const house = await boot({ env, databaseUrl: postgres.url, log: createLog({ level: 'silent' }) });
  const pool = new pg.Pool({ connectionString: postgres.url, max: CLIENTS });
  try {
    await pool.query(BARE_TABLES);
    const products = await makeProducts(house);
    const doors = () => ({ ...house.doors, payments: inProcess(sandbox) });
    const { cart } = createServices({ payload: house.payload, doors, originOf: (site) => publicUrl(env, site) });
    const rates: Record<string, number[]> = { bareMany: [], oursMany: [], bareHot: [], oursHot: [], oursByHttp: [] };
    const one = products.slice(0, 1);
    await measureOurs({ cart, pool, sandbox, products, orders: 200 });
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.bareMany?.push(await measureBare({ pool, products, orders: 600 }));
      rates.oursMany?.push(await measureOurs({ cart, pool, sandbox, products, orders: 600 }));
      rates.bareHot?.push(await measureBare({ pool, products: one, orders: 600 }));
      rates.oursHot?.push(await measureOurs({ cart, pool, sandbox, products: one, orders: 600 }));
      rates.oursByHttp?.push(await measureWhole({ cart: house.services.cart, pool, sandbox, products, orders: 200 }));
      say(`round ${round + 1} of ${ROUNDS}`);
    }
    await assertExact(pool);
    const of = (name: string) => Math.round(median(rates[name] ?? []));
    return {
      clients: CLIENTS,
      bareMany: of('bareMany'),
      oursMany: of('oursMany'),
      manyRatio: toRatio(of('oursMany'), of('bareMany')),
      bareHot: of('bareHot'),
      oursHot: of('oursHot'),
      hotRatio: toRatio(of('oursHot'), of('bareHot')),
      oursByHttp: of('oursByHttp'),
    };
  } finally {
    await pool.end();
    await house.close();
    await sandbox.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const BARE_TABLES = `
create table bare_stock (id uuid primary key, on_hand int not null check (on_hand >= 0), reserved int not null default 0 check (reserved between 0 and on_hand));
create table bare_orders (id uuid primary key, state text not null, total int not null, email text not null, placed_at timestamptz not null default now());
create table bare_lines (id uuid primary key, order_id uuid not null references bare_orders, title text not null, quantity int not null, price int not null);
create table bare_holds (line_id uuid primary key references bare_lines, stock_id uuid not null, quantity int not null, state text not null, expires_at timestamptz not null);
create table bare_payments (reference text primary key, order_id uuid not null references bare_orders, amount int not null, status text not null);
create table bare_ledger (id bigserial primary key, stock_id uuid not null references bare_stock, change int not null, on_hand int not null);
create table bare_outbox (id bigserial primary key, type text not null, object_id uuid not null, data jsonb not null, created_at timestamptz not null default now());
create index on bare_lines (order_id);
create index on bare_payments (order_id);
`;

async function makeProducts({ payload, services }: Booted): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < PRODUCTS; index += 1) {
    const product = await payload.create({
      collection: 'products',
      data: { title: `Jar ${index}`, slug: '', price: 450, currency: 'GBP', taxBasisPoints: 0, _status: 'published' },
    });
    const id = String(product.id);
    await inTransaction(payload, (tx) => services.market.offerProduct({ tx, id }));
    await services.cart.moveStock({ pool: { key: `product:${id}` }, change: 1_000_000, kind: 'received' });
    ids.push(id);
  }
  return ids;
}

async function measureBare({ pool, products, orders }: { pool: pg.Pool; products: readonly string[]; orders: number }): Promise<number> {
  await pool.query('insert into bare_stock (id, on_hand) select unnest($1::uuid[]), 1000000 on conflict do nothing', [products]);
  const sales = Array.from({ length: orders }, (_, index) => ({
    order: randomUUID(),
    line: randomUUID(),
    stock: products[index % products.length],
  }));
  const placing = await secondsOf(sales, ({ order, line, stock }) =>
    within(pool, async (client) => {
      const { rowCount } = await client.query(
        'update bare_stock set reserved = reserved + 1 where id = $1 and on_hand - reserved >= 1 returning id',
        [stock],
      );
      if (rowCount !== 1) throw new Error('sold out');
      await client.query("insert into bare_orders values ($1, 'pending', 450, 'bench@example.org')", [order]);
      await client.query("insert into bare_lines values ($1, $2, 'A jar', 1, 450)", [line, order]);
      await client.query("insert into bare_holds values ($1, $2, 1, 'held', now() + interval '30 minutes')", [line, stock]);
      await client.query("insert into bare_payments values ($1, $2, 450, 'open')", [order, order]);
      await client.query("insert into bare_outbox (type, object_id, data) values ('Create', $1, '{}')", [order]);
    }),
  );
  const settling = await secondsOf(sales, ({ order, line, stock }) =>
    within(pool, async (client) => {
      const { rowCount } = await client.query(
        "update bare_payments set status = 'paid' where reference = $1 and status = 'open' returning order_id",
        [order],
      );
      if (rowCount !== 1) throw new Error('settled already');
      await client.query("update bare_holds set state = 'consumed' where line_id = $1 and state = 'held'", [line]);
      const { rows } = await client.query<{ on_hand: number }>(
        'update bare_stock set on_hand = on_hand - 1, reserved = reserved - 1 where id = $1 returning on_hand',
        [stock],
      );
      await client.query('insert into bare_ledger (stock_id, change, on_hand) values ($1, -1, $2)', [stock, rows[0]?.on_hand]);
      await client.query("update bare_orders set state = 'paid' where id = $1", [order]);
      await client.query("insert into bare_outbox (type, object_id, data) values ('Update', $1, '{}')", [order]);
    }),
  );
  return orders / (placing + settling);
}

interface Ours {
  readonly cart: CartContract;
  readonly pool: pg.Pool;
  readonly sandbox: SumupSandbox;
  readonly products: readonly string[];
  readonly orders: number;
}

/** The same steps by the cart. Filling baskets, opening checkouts and paying at the sandbox are not counted. */
async function measureOurs({ cart, pool, sandbox, products, orders }: Ours): Promise<number> {
  const tokens = await fillBaskets(pool, products, orders);
  const orderIds: string[] = [];
  const placing = await secondsOf(tokens, async (basketToken) => {
    orderIds.push(await place(cart, basketToken));
  });
  const references: string[] = [];
  await secondsOf(orderIds, async (orderId) => {
    references.push(await pay(cart, sandbox, orderId));
  });
  return orders / (placing + (await secondsOf(references, (reference) => settle(cart, reference))));
}

/** From basket to paid order, everything counted. */
async function measureWhole({ cart, pool, sandbox, products, orders }: Ours): Promise<number> {
  const tokens = await fillBaskets(pool, products, orders);
  return orders / (await secondsOf(tokens, async (basketToken) => settle(cart, await pay(cart, sandbox, await place(cart, basketToken)))));
}

async function place(cart: CartContract, basketToken: string): Promise<string> {
  const placed = await cart.place({ shopper: { viewer: null, basketToken }, email: 'bench@example.org', name: 'Bench' });
  if (placed.type !== 'placed') throw new Error(placed.type);
  return placed.orderId;
}

async function pay(cart: CartContract, sandbox: SumupSandbox, orderId: string): Promise<string> {
  const started = await cart.startPayment({ orderId });
  return sandbox.pay(started?.payUrl.split('/').at(-1) ?? '').checkout_reference;
}

async function settle(cart: CartContract, reference: string): Promise<void> {
  const { type } = await cart.settle({ reference });
  if (type !== 'paid') throw new Error(type);
}

async function fillBaskets(pool: pg.Pool, products: readonly string[], count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(24).toString('base64url'));
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'));
  const wanted = tokens.map((_, index) => products[index % products.length]);
  await pool.query(
    `with given as (select * from unnest($1::text[], $2::uuid[]) as g (hash, sellable)),
     made as (insert into baskets (token_hash) select hash from given returning id, token_hash)
     insert into basket_lines (basket_id, sellable_id, quantity) select m.id, g.sellable, 1 from made m join given g on g.hash = m.token_hash`,
    [hashes, wanted],
  );
  return tokens;
}

/** A benchmark of something that counts wrongly would be worth nothing. */
async function assertExact(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ left: string; sold: string; held: string }>(`
    select (select sum(1000000 - on_hand) from pools) as left, (select count(*) from orders where state = 'paid') as sold,
      (select sum(reserved) from pools) as held
  `);
  const [row] = rows;
  if (!row || row.left !== row.sold || Number(row.held) !== 0) throw new Error(`stock and orders disagree: ${JSON.stringify(row)}`);
}

/** How long the clients take over all of the work, each taking up the next as soon as it is free. */
async function secondsOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<number> {
  const started = performance.now();
  const queue = items.values();
  const client = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (performance.now() - started) / 1000;
}

async function within(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function toRatio(ours: number, bare: number): number {
  return Math.round((ours / bare) * 100) / 100;
}
