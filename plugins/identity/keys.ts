import { randomBytes } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'oidc-provider';
import { z } from 'zod';
import type { Tx } from '../../contracts/shared.ts';
import { type Secrets, sealAnew } from '../../platform/secrets.ts';

export interface Keys {
  /** Private JWKs, the newest (the one that signs) first. */
  readonly signing: readonly JWK[];
  readonly cookie: readonly string[];
}

/** Any number of its own; held while the first keys are made, so that two processes make one pair. */
const LOCK = 7_016_302;
const jwk = z.looseObject({ kty: z.string(), kid: z.string() });

/** Reads the issuer's keys, made at the first call; private parts lie sealed in Postgres. */
export async function getKeys({ tx, secrets }: { tx: Tx; secrets: Secrets }): Promise<Keys> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  const found = await listKeys(tx, secrets);
  if (found.signing.length > 0 && found.cookie.length > 0) return found;
  if (found.signing.length === 0) await addSigningKey(tx, secrets);
  if (found.cookie.length === 0) await addKey(tx, secrets, { kind: 'cookie', plain: randomBytes(32).toString('base64url') });
  return listKeys(tx, secrets);
}

/** After the secret has changed, whether or not the keys are used: so that the one before is needed no more. */
export async function resealKeys({ tx, secrets }: { tx: Tx; secrets: Secrets }): Promise<void> {
  const { rows } = await tx.execute<{ kid: string; sealed: string }>(sql`select kid, sealed from oidc_keys`);
  for (const { kid, sealed } of rows) {
    const fresh = sealAnew(secrets, sealed, toPurpose(kid));
    if (fresh !== null) await tx.execute(sql`update oidc_keys set sealed = ${fresh} where kid = ${kid} and sealed = ${sealed}`);
  }
}

/** A new key that signs from the next start on; the older ones still verify. */
export async function addSigningKey(tx: Tx, secrets: Secrets): Promise<void> {
  // RS256 is what every OpenID Connect client understands (Core §15.1).
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 });
  const plain = await exportJWK(privateKey);
  await addKey(tx, secrets, { kind: 'signing', plain: JSON.stringify({ ...plain, alg: 'RS256', use: 'sig' }) });
}

/** What the world may know: for checking signatures. Read anew each time, as keys rotate while processes run. */
export async function listPublicKeys({
  tx,
  secrets,
}: {
  tx: Tx;
  secrets: Secrets;
}): Promise<{ kty: string; kid: string; n: string; e: string; alg: string; use: string }[]> {
  const { signing } = await listKeys(tx, secrets);
  return signing.flatMap(({ kty, kid, n, e }) => (kty && kid && n && e ? [{ kty, kid, n, e, alg: 'RS256', use: 'sig' }] : []));
}

async function addKey(tx: Tx, secrets: Secrets, { kind, plain }: { kind: 'signing' | 'cookie'; plain: string }): Promise<void> {
  const kid = randomBytes(9).toString('base64url');
  const sealed = secrets.seal(plain, toPurpose(kid));
  await tx.execute(sql`insert into oidc_keys (kid, kind, sealed) values (${kid}, ${kind}, ${sealed})`);
}

async function listKeys(tx: Tx, secrets: Secrets): Promise<Keys> {
  const { rows } = await tx.execute<{ kid: string; kind: 'signing' | 'cookie'; sealed: string }>(sql`
    select kid, kind, sealed from oidc_keys order by created_at desc, kid
  `);
  const open = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ kid, sealed }) => ({ kid, plain: secrets.open(sealed, toPurpose(kid)) }));
  return {
    signing: open('signing').map(({ kid, plain }) => jwk.parse({ ...JSON.parse(plain), kid })),
    cookie: open('cookie').map(({ plain }) => plain),
  };
}

const toPurpose = (kid: string) => `oidc-key:${kid}`;
