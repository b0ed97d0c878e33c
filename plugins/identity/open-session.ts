import type { IncomingMessage } from 'node:http';
import { sql } from '@payloadcms/db-postgres';
import type { Viewer } from '../../contracts/shared.ts';
import { reached } from '../../platform/points.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { toKey } from './adapter.ts';
import { createAdminSession, mayEnterAdmin } from './admin-session.ts';
import type { ClientHost } from './clients.ts';
import { readCookie, toCookie, toCookieName } from './http.ts';
import { type Context, SESSION_SECONDS } from './options.ts';
import { createSiteSession, endSessionOfToken } from './site-sessions.ts';

export interface Arrival {
  readonly host: ClientHost;
  readonly answer: { readonly sub: string; readonly sid: string; readonly accessToken: string };
  readonly req: IncomingMessage;
  readonly names: { readonly session: string };
}

export type OpenResult =
  | { readonly type: 'opened'; readonly cookies: readonly string[] }
  /** Gone or locked, or signed out while the answer was on its way. */
  | { readonly type: 'no-account' }
  | { readonly type: 'not-staff' };

/**
 * Turns the issuer's answer into this host's own session: a new cookie every time (against
 * session fixation), the old one's session ended, the guest's basket adopted, all in one transaction.
 */
export async function openSession(context: Context, arrival: Arrival): Promise<OpenResult> {
  const { host, answer } = arrival;
  const given = await findGrant(context, answer);
  const viewer = given && (await context.services().account.findViewer({ userId: answer.sub }));
  if (!given || !viewer) return { type: 'no-account' };
  if (host === 'cms' && !mayEnterAdmin(viewer)) return { type: 'not-staff' };

  const { cookies, ended } = await inTransaction(context.payload, async (tx) => {
    const device = arrival.req.headers['user-agent'] ?? '';
    const base = { site: host, userId: viewer.id, ...given, oidcSid: answer.sid, device, seconds: SESSION_SECONDS };
    if (host === 'cms') {
      const admin = await createAdminSession(tx, { payload: context.payload, viewer, secure: context.secure });
      await createSiteSession(tx, { ...base, payloadSid: admin.sid });
      return { cookies: [admin.cookie], ended: [] };
    }
    const old = readCookie(arrival.req.headers.cookie, arrival.names.session);
    const gone = old ? await endSessionOfToken(tx, host, old) : [];
    const { token } = await createSiteSession(tx, base);
    if (host === 'cart') await adoptBasket(context, { tx, viewer, cookie: arrival.req.headers.cookie });
    return {
      cookies: [toCookie({ name: arrival.names.session, value: token, seconds: SESSION_SECONDS, secure: context.secure })],
      ended: gone,
    };
  });
  await reached('sign-in.after-session');
  context.announce(ended);
  return { type: 'opened', cookies };
}

/** The grant and the device behind fresh tokens; null when they were revoked meanwhile. */
async function findGrant(
  context: Context,
  { sub, accessToken }: Arrival['answer'],
): Promise<{ grantId: string; deviceUid: string } | null> {
  const { rows } = await context.tx.execute<{ grant_id: string; device_uid: string }>(sql`
    select grant_id, payload ->> 'sessionUid' as device_uid from oidc_payloads
    where model = 'AccessToken' and id = ${toKey('AccessToken', accessToken)} and account_id = ${sub} and expires_at > now()
  `);
  const [row] = rows;
  return row?.grant_id && row.device_uid ? { grantId: row.grant_id, deviceUid: row.device_uid } : null;
}

async function adoptBasket(
  context: Context,
  { tx, viewer, cookie }: { tx: Parameters<typeof createSiteSession>[0]; viewer: Viewer; cookie: string | undefined },
): Promise<void> {
  const basketToken = readCookie(cookie, toCookieName('rose_basket', { secure: context.secure }));
  if (basketToken && /^[A-Za-z0-9_-]{16,64}$/.test(basketToken)) {
    await context.services().cart.adoptBasket({ tx, basketToken, userId: viewer.id });
  }
}
