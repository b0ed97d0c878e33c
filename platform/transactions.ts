import { randomUUID } from 'node:crypto';
import type {} from '@payloadcms/db-postgres';
import type { Payload, PayloadRequest } from 'payload';
import type { Tx } from '../contracts/shared.ts';
import { nudgeIfEmitted } from './nudge.ts';
import { reached } from './points.ts';
import { isPrepared, toStatementName } from './prepared.ts';

/** What of a drizzle handle we use: a database or a transaction. */
interface Executor {
  execute(query: never): PromiseLike<Answer>;
  /** Under what drizzle shows of itself: how it builds a text, and runs one under a name. */
  readonly dialect: { sqlToQuery(query: never): { sql: string } };
  readonly session: { prepareQuery(built: object, fields: undefined, name: string, isArray: boolean): { execute(): PromiseLike<Answer> } };
}

interface Answer {
  readonly rows: object[];
  readonly rowCount?: number | null;
}

/** A drizzle transaction inside which savepoints can be set. */
interface Nestable extends Executor {
  transaction<T>(work: (inner: never) => Promise<T>): Promise<T>;
}

const handles = new WeakMap<Tx, Nestable>();

/**
 * Runs `work` in one database transaction and answers when COMMIT has been confirmed.
 * Whatever fails, BEGIN and COMMIT included, rejects, and then nothing was written: money,
 * stock and imports may believe the answer. (Payload's own commit swallows its errors.)
 *
 * With `req`, Local API calls that are given this `req` write in the same transaction.
 * A failing one of those dooms the whole transaction, as it does with Payload.
 */
export async function inTransaction<T>(payload: Payload, work: (tx: Tx) => Promise<T>, { req }: { req?: PayloadRequest } = {}): Promise<T> {
  if (req?.transactionID) throw new Error('inTransaction was given a req that is in a transaction already');
  let used: Tx | undefined;
  const result = await payload.db.drizzle.transaction(async (handle) => {
    const tx = toTx(handle as unknown as Nestable);
    used = tx;
    const result = req ? await lendTo(req, handle, () => work(tx)) : await work(tx);
    await reached('transaction.before-commit');
    return result;
  });
  await reached('transaction.after-commit');
  if (used) nudgeIfEmitted(used);
  return result;
}

/**
 * Raw SQL inside the transaction that `req` is in, on its connection. When it is in none, one
 * is begun, lent to `req` while `work` runs, and awaited as `inTransaction` does.
 */
export async function joinTransaction<T>(req: PayloadRequest, work: (tx: Tx) => Promise<T>): Promise<T> {
  const id = await req.transactionID;
  if (!id) {
    delete req.transactionID;
    return inTransaction(req.payload, work, { req });
  }
  const session = req.payload.db.sessions?.[id];
  if (!session) throw new Error('the transaction of this request was rolled back');
  const result = await work(toTx(session.db as Nestable));
  if (!req.payload.db.sessions?.[id]) throw new Error('the transaction of this request was rolled back');
  return result;
}

/** Single statements outside any transaction, each one committed by itself. */
export function toExecutor(payload: Payload): Tx {
  return toTx(payload.db.drizzle as unknown as Nestable);
}

/** Runs `work` under a savepoint of `tx`: when it throws, only what it did is undone. */
export async function withSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const handle = handles.get(tx);
  if (!handle) throw new Error('withSavepoint needs a tx that came from platform/transactions.ts');
  return handle.transaction((inner: Nestable) => work(toTx(inner)));
}

function toTx(handle: Nestable): Tx {
  const tx: Tx = {
    execute: async <Row extends Record<string, unknown>>(query: unknown) => {
      const { rows, rowCount } = await (isPrepared(query) ? runPrepared(handle, query) : handle.execute(query as never));
      return { rows: rows as Row[], rowCount: rowCount ?? null };
    },
  };
  handles.set(tx, handle);
  return tx;
}

function runPrepared({ dialect, session }: Executor, query: object): PromiseLike<Answer> {
  const built = dialect.sqlToQuery(query as never);
  return session.prepareQuery(built, undefined, toStatementName(built.sql), false).execute();
}

/** Registers the transaction where Payload looks for the one of `req`. */
async function lendTo<T>(req: PayloadRequest, handle: unknown, work: () => Promise<T>): Promise<T> {
  const { sessions } = req.payload.db;
  if (!sessions) throw new Error('the database adapter keeps no sessions');
  const id = randomUUID();
  let doomed = false;
  const doom = async () => {
    doomed = true;
  };
  // Payload must neither commit nor roll back what is ours: it may only say that it would have.
  sessions[id] = { db: handle, resolve: doom, reject: doom } as (typeof sessions)[string];
  req.transactionID = id;
  try {
    const result = await work();
    if (doomed) throw new Error('a write inside the transaction failed, so all of it is undone');
    return result;
  } finally {
    delete sessions[id];
    delete req.transactionID;
  }
}
