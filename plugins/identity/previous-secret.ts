import { decodeProtectedHeader, jwtVerify } from 'jose';
import { type AuthStrategy, jwtSign } from 'payload';
import { z } from 'zod';
import { listSecrets } from '../../platform/payload-secrets.ts';
import { readCookie } from './http.ts';

const PAYLOADS_OWN = 'local-jwt';
const claims = z.looseObject({ exp: z.number() });

/**
 * Whoever signed in to the admin under the secret before this one stays signed in: the token is
 * checked with that secret, signed with the present one in the very header in which it came, and
 * handed to Payload's own strategy, which looks at origin and session as ever. The next refresh
 * gives the browser a token of the present secret.
 */
export const previousSecret: AuthStrategy = {
  name: 'previous-secret',
  authenticate: async (args) => {
    const { headers, payload } = args;
    const [secret, previous] = listSecrets(payload);
    const own = payload.authStrategies.find(({ name }) => name === PAYLOADS_OWN);
    if (previous === undefined || !own) return { user: null };
    const fresh = new Headers(headers);
    let isOld = false;
    for (const { header, token } of listTokens(headers, `${payload.config.cookiePrefix}-token`)) {
      const signed = await signAnew({ token, previous, secret });
      if (signed === null) continue;
      fresh.set(header, (fresh.get(header) ?? '').replace(token, signed));
      isOld = true;
    }
    return isOld ? own.authenticate({ ...args, headers: fresh, strategyName: PAYLOADS_OWN }) : { user: null };
  },
};

function listTokens(headers: Headers, cookie: string): { header: string; token: string }[] {
  const inCookie = readCookie(headers.get('cookie') ?? undefined, cookie);
  const [, inHeader] = /^(?:JWT|Bearer) (\S+)$/.exec(headers.get('authorization') ?? '') ?? [];
  return [
    ...(inCookie ? [{ header: 'cookie', token: inCookie }] : []),
    ...(inHeader ? [{ header: 'authorization', token: inHeader }] : []),
  ];
}

/** Null for what the previous secret did not sign, or what has run out. */
async function signAnew({ token, previous, secret }: { token: string; previous: string; secret: string }): Promise<string | null> {
  const verified = await jwtVerify(token, new TextEncoder().encode(previous), { algorithms: ['HS256'] }).catch(() => null);
  const said = verified && claims.safeParse(verified.payload).data;
  if (!said) return null;
  const { exp, iat: _, ...fieldsToSign } = said;
  const seconds = exp - Math.floor(Date.now() / 1000);
  const { token: fresh } = await jwtSign({ fieldsToSign, secret, tokenExpiration: seconds });
  // Payload refuses tokens of an older make; signing one anew must not mend that.
  return decodeProtectedHeader(fresh).authVersion === verified.protectedHeader.authVersion ? fresh : null;
}
