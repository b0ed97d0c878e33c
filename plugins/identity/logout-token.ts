import { sql } from '@payloadcms/db-postgres';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Tx } from '../../contracts/shared.ts';
import { type ClientHost, toClientId } from './clients.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LONGEST_SECONDS = 5 * 60;

/** OpenID Connect Back-Channel Logout 1.0 §2.4: no nonce, so that an ID token cannot be passed off as one. */
const claimsShape = z.object({
  jti: z.string().min(1),
  sid: z.string().min(1),
  iat: z.number(),
  events: z.looseObject({ [EVENT]: z.looseObject({}) }),
  nonce: z.never().optional(),
});

export interface LogoutCheck {
  readonly token: string;
  readonly host: ClientHost;
  readonly issuer: string;
  /** The issuer's public keys. */
  readonly jwks: Parameters<typeof createLocalJWKSet>[0];
}

/** The session name (`sid`) that a logout token ends (§2.6); null when the token is wrong, stale or was seen before. */
export async function verifyLogoutToken(tx: Tx, { token, host, issuer, jwks }: LogoutCheck): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
      issuer,
      audience: toClientId(host),
      typ: 'logout+jwt',
      algorithms: ['RS256'],
      maxTokenAge: LONGEST_SECONDS,
      clockTolerance: 15,
    });
    const claims = claimsShape.parse(payload);
    return (await isFirstTime(tx, claims.jti)) ? claims.sid : null;
  } catch {
    return null;
  }
}

/** Remembered longer than a token is good. */
async function isFirstTime(tx: Tx, jti: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    insert into oidc_payloads (model, id, payload, expires_at)
    values ('SeenLogoutToken', ${jti}, '{}'::jsonb, now() + ${LONGEST_SECONDS * 2} * interval '1 second')
    on conflict (model, id) do nothing
    returning id
  `);
  return rows.length === 1;
}
