import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';
import { readCookie, toCookie } from './http.ts';
import type { Context } from './options.ts';

/** How long a site takes somebody for a guest after a silent question was answered with no. */
export const GUEST_SECONDS = 5 * 60;

const MODEL = 'SilentAsk';
const COOKIE = 'rose_browser';
const toId = (state: string) => createHash('sha256').update(state).digest('base64url');

/**
 * Each silent question (`prompt=none`) is noted with the browser that brought it. A site that
 * hears no remembers the question; a sign-in in that browser, at whichever site it began, takes
 * the notes away, and so overrides every no at once. The browser's name is known on the issuer's
 * host only and means nothing elsewhere.
 */
export async function noteSilentAsk(context: Context, { req, res }: { req: IncomingMessage; res: ServerResponse }): Promise<void> {
  const query = new URL(req.url ?? '/', context.issuer).searchParams;
  const state = query.get('state');
  if (query.get('prompt') !== 'none' || !state) return;
  const known = readCookie(req.headers.cookie, COOKIE);
  const browser = known && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url');
  res.appendHeader('Set-Cookie', toCookie({ name: COOKIE, value: browser, seconds: GUEST_SECONDS, secure: context.secure, path: '/oidc' }));
  await context.tx.execute(sql`
    insert into oidc_payloads (model, id, payload, uid, expires_at)
    values (${MODEL}, ${toId(state)}, '{}'::jsonb, ${browser}, now() + ${GUEST_SECONDS} * interval '1 second')
    on conflict (model, id) do nothing
  `);
}

/** Somebody has signed in with this browser: what it was told before no longer holds. */
export async function forgetSilentAsks(tx: Tx, req: IncomingMessage): Promise<void> {
  const browser = readCookie(req.headers.cookie, COOKIE);
  if (browser) await tx.execute(sql`delete from oidc_payloads where model = ${MODEL} and uid = ${browser}`);
}

/** Whether the no that a site was given for this question still holds. */
export async function isStillRefused(tx: Tx, state: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from oidc_payloads where model = ${MODEL} and id = ${toId(state)} and expires_at > now()
  `);
  return rows.length > 0;
}
