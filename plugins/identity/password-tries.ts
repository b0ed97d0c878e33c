import { createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { sql } from '@payloadcms/db-postgres';
import {
  APIError,
  AuthenticationError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload';
import { z } from 'zod';
import type { Tx } from '../../contracts/shared.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { normaliseEmail } from './sign-in-codes.ts';

const MOST_PER_ACCOUNT = 8;
const MOST_PER_ASKER = 40;
const given = z.object({ data: z.object({ email: z.string().max(254), password: z.string().max(1000).optional() }) });

/**
 * Stands before Payload's own login and forgotten password: eight tries in a quarter of an hour
 * for one address of mail, forty for one network address, counted in Postgres for all processes,
 * and alike for accounts that do not exist. Where there is no password to compare with, the time
 * of a comparison passes all the same.
 */
export const limitPasswordTries: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'login' && operation !== 'forgotPassword') return args;
  const parsed = given.safeParse(args);
  if (!parsed.success) return args;
  const email = normaliseEmail(parsed.data.data.email);
  const tx = toExecutor(req.payload);
  const asker = findAsker(req);
  const isFree = await takeTry(tx, [
    { key: toAccountKey(operation, email), most: MOST_PER_ACCOUNT },
    ...(asker ? [{ key: `${operation} asker ${asker}`, most: MOST_PER_ASKER }] : []),
  ]);
  if (!isFree) throw new APIError('There were too many tries. Wait a quarter of an hour, then try again.', 429, undefined, true);
  if (operation === 'login' && !(await hasPassword(tx, email))) {
    await spendTheTime(parsed.data.data.password ?? '');
    throw new AuthenticationError(req.t);
  }
  return args;
};

/** Who gets in has made no wrong tries worth counting. */
export const forgetPasswordTries: CollectionAfterLoginHook = async ({ req, user }) => {
  await toExecutor(req.payload).execute(
    sql`delete from password_tries where key_hash = ${toHash(toAccountKey('login', normaliseEmail(String(user.email))))}`,
  );
};

async function takeTry(tx: Tx, limits: readonly { key: string; most: number }[]): Promise<boolean> {
  let isFree = true;
  for (const { key, most } of limits) {
    const hash = toHash(key);
    const { rows } = await tx.execute<{ tries: number }>(sql`
      with tried as (insert into password_tries (key_hash) values (${hash}))
      select count(*)::int as tries from password_tries where key_hash = ${hash} and tried_at > now() - interval '15 minutes'
    `);
    if ((rows[0]?.tries ?? most) >= most) isFree = false;
  }
  return isFree;
}

async function hasPassword(tx: Tx, email: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from users where email = ${email} and hash is not null and status is distinct from 'locked'
      and (lock_until is null or lock_until < now())
  `);
  return rows.length > 0;
}

/** As much work as Payload's comparison is (pbkdf2 with SHA-256, 600,000 rounds, 32 bytes). */
async function spendTheTime(password: string): Promise<void> {
  await promisify(pbkdf2)(password, 'nobody', 600_000, 32, 'sha256');
}

/** The network address, as the host has rewritten it; a call from inside the house has none. */
function findAsker(req: PayloadRequest): string | null {
  return req.headers?.get('x-forwarded-for')?.split(',')[0]?.trim() || null;
}

const toAccountKey = (operation: string, email: string) => `${operation} account ${email}`;
const toHash = (key: string) => createHash('sha256').update(key).digest('base64url');
