import { exportJwk, generateCryptoKeyPair, importJwk } from '@fedify/fedify';
import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { type Secrets, sealAnew } from '../../platform/secrets.ts';
import { toExecutor } from '../../platform/transactions.ts';

/** RSA first: it signs HTTP requests and Linked Data; Ed25519 makes object integrity proofs (FEP-8b32). */
const KINDS = ['RSASSA-PKCS1-v1_5', 'Ed25519'] as const;
type Kind = (typeof KINDS)[number];

/**
 * The co-op's keys, which every actor of ours shows as its own. Made once, at first use; peers
 * remember them, so they live in Postgres, the private halves sealed. Two processes that make
 * them at the same time end up with the same ones.
 */
export function createKeys({ payload, secrets }: { payload: Payload; secrets: Secrets }): () => Promise<CryptoKeyPair[]> {
  let pending: Promise<CryptoKeyPair[]> | undefined;
  return () =>
    (pending ??= Promise.all(KINDS.map((kind) => getPair(payload, secrets, kind))).catch((error: unknown) => {
      pending = undefined;
      throw error;
    }));
}

/** After the secret has changed, whether or not the keys are used: so that the one before is needed no more. */
export async function resealKeys({ payload, secrets }: { payload: Payload; secrets: Secrets }): Promise<void> {
  const tx = toExecutor(payload);
  const { rows } = await tx.execute<{ kind: Kind; sealed: string }>(sql`select kind, private_sealed as sealed from activitypub_keys`);
  for (const { kind, sealed } of rows) {
    const fresh = sealAnew(secrets, sealed, toPurpose(kind));
    if (fresh === null) continue;
    await tx.execute(sql`update activitypub_keys set private_sealed = ${fresh} where kind = ${kind} and private_sealed = ${sealed}`);
  }
}

async function getPair(payload: Payload, secrets: Secrets, kind: Kind): Promise<CryptoKeyPair> {
  const found = await findPair(payload, secrets, kind);
  if (found) return found;
  const made = await generateCryptoKeyPair(kind);
  const publicJwk = JSON.stringify(await exportJwk(made.publicKey));
  const privateSealed = secrets.seal(JSON.stringify(await exportJwk(made.privateKey)), toPurpose(kind));
  await toExecutor(payload).execute(sql`
    insert into activitypub_keys (kind, public_jwk, private_sealed)
    values (${kind}, ${publicJwk}::jsonb, ${privateSealed})
    on conflict (kind) do nothing
  `);
  const kept = await findPair(payload, secrets, kind);
  if (!kept) throw new Error(`the ${kind} key of the actors was not kept`);
  return kept;
}

async function findPair(payload: Payload, secrets: Secrets, kind: Kind): Promise<CryptoKeyPair | null> {
  const { rows } = await toExecutor(payload).execute<{ public_jwk: JsonWebKey; private_sealed: string }>(sql`
    select public_jwk, private_sealed from activitypub_keys where kind = ${kind}
  `);
  const [row] = rows;
  if (!row) return null;
  const plain = secrets.open(row.private_sealed, toPurpose(kind));
  const privateJwk = JSON.parse(plain) as JsonWebKey;
  return {
    publicKey: await importJwk(row.public_jwk, 'public'),
    privateKey: await importJwk(privateJwk, 'private'),
  };
}

function toPurpose(kind: Kind): string {
  return `actor-key:${kind}`;
}
