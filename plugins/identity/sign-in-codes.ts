import { createHash, randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import { isSame } from '../../core/same.ts';
import { CODE_SECONDS } from './options.ts';

const MOST_PER_EMAIL = 5;
const MOST_PER_ASKER = 20;
const MOST_TRIES = 5;

export interface CodeRequest {
  readonly email: string;
  /** The issuer's interaction that waits for it, and the client that began it. */
  readonly interaction: string;
  readonly clientId: string;
  /** Network address of who asks; only its hash is kept. */
  readonly asker: string;
}

/** What a good code proves. */
export interface CodeProof {
  readonly email: string;
  readonly interaction: string;
  readonly clientId: string;
}

export type IssueResult = { readonly type: 'issued'; readonly code: string; readonly id: string } | { readonly type: 'too-many' };

/**
 * A code for a sign-in link: 256 random bits of which only the hash is kept. Refused after five in
 * a quarter of an hour for one address of mail, or twenty for one network address; counted in
 * Postgres, so limits outlive restarts and hold for all processes. It counts the same whether or
 * not there is an account.
 */
export async function issueCode(tx: Tx, request: CodeRequest): Promise<IssueResult> {
  const email = normaliseEmail(request.email);
  const askerHash = toHash(request.asker);
  // Asks for one address queue up, or a hundred at once would all see room for one more.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${email}`}, 0))`);
  const { rows: counts } = await tx.execute<{ by_email: number; by_asker: number }>(sql`
    select
      (select count(*)::int from sign_in_codes where email = ${email} and created_at > now() - ${CODE_SECONDS} * interval '1 second') as by_email,
      (select count(*)::int from sign_in_codes where asker_hash = ${askerHash} and created_at > now() - ${CODE_SECONDS} * interval '1 second') as by_asker
  `);
  const [count] = counts;
  if (!count || count.by_email >= MOST_PER_EMAIL || count.by_asker >= MOST_PER_ASKER) return { type: 'too-many' };

  const secret = randomBytes(32).toString('base64url');
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into sign_in_codes (secret_hash, email, interaction, client_id, asker_hash, expires_at)
    values (${toHash(secret)}, ${email}, ${request.interaction}, ${request.clientId}, ${askerHash}, now() + ${CODE_SECONDS} * interval '1 second')
    returning id::text as id
  `);
  const [row] = rows;
  if (!row) throw new Error('the code was not written');
  return { type: 'issued', code: `${row.id}.${secret}`, id: row.id };
}

/** Whose code it is, without using it up; for the page that asks to confirm. Null when it is not good. */
export async function findCode(tx: Tx, code: string): Promise<CodeProof | null> {
  return check(tx, code, { use: false });
}

/** Uses a code up; null when it is wrong, too old or used already. In the caller's transaction. */
export async function useCode(tx: Tx, code: string): Promise<CodeProof | null> {
  return check(tx, code, { use: true });
}

export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

async function check(tx: Tx, code: string, { use }: { use: boolean }): Promise<CodeProof | null> {
  const [id, secret, ...rest] = code.split('.');
  if (!id || !secret || rest.length > 0 || !/^[0-9a-f-]{36}$/.test(id)) return null;
  // The row is locked: of two clicks at the same time, one finds the code used.
  const { rows } = await tx.execute<{ secret_hash: string; email: string; interaction: string; client_id: string }>(sql`
    select secret_hash, email, interaction, client_id from sign_in_codes
    where id = ${id}::uuid and used_at is null and attempts < ${MOST_TRIES} and expires_at > now()
    for update
  `);
  const [row] = rows;
  if (!row) return null;
  if (!isSame(toHash(secret), row.secret_hash)) {
    await tx.execute(sql`update sign_in_codes set attempts = attempts + 1 where id = ${id}::uuid`);
    return null;
  }
  if (use) await tx.execute(sql`update sign_in_codes set used_at = now() where id = ${id}::uuid`);
  return { email: row.email, interaction: row.interaction, clientId: row.client_id };
}

function toHash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
