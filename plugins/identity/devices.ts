import { sql } from '@payloadcms/db-postgres';
import type { Provider } from 'oidc-provider';
import { reached } from '../../platform/points.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { findOwnHost } from './clients.ts';
import type { Context } from './options.ts';
import { endSessionsOfDevice } from './site-sessions.ts';

/** A public method of oidc-provider's clients that its types leave out. */
interface Tellable {
  backchannelLogout(accountId: string, sid: string): Promise<void>;
}

type Authorizations = Record<string, { sid?: string; grantId?: string }>;

/**
 * Signs a device out: its sign-in at the issuer, every grant and token given through it and every
 * site's session end in one transaction, so it works while the issuer's host is down. Programs of
 * others are told by back-channel logout afterwards; our own sites see it in SQL and by broadcast.
 */
export async function endDevice(context: Context, getProvider: () => Promise<Provider>, deviceUid: string): Promise<void> {
  const { ended, authorizations, accountId } = await inTransaction(context.payload, async (tx) => {
    const { rows } = await tx.execute<{ account_id: string | null; authorizations: Authorizations | null }>(sql`
      delete from oidc_payloads where model = 'Session' and uid = ${deviceUid}
      returning account_id, payload -> 'authorizations' as authorizations
    `);
    const given = rows[0]?.authorizations ?? {};
    const grants = Object.values(given).flatMap(({ grantId }) => (grantId ? [grantId] : []));
    const all = sql`(select grant_id from site_sessions where device_uid = ${deviceUid} union select unnest(${sql.param(grants)}::text[]))`;
    await tx.execute(sql`delete from oidc_payloads where (model = 'Grant' and id in ${all}) or grant_id in ${all}`);
    return { ended: await endSessionsOfDevice(tx, deviceUid), authorizations: given, accountId: rows[0]?.account_id ?? null };
  });
  context.announce(ended);
  await reached('sign-out.after-sessions');
  if (accountId) await tellOthers({ context, getProvider, authorizations, accountId });
}

async function tellOthers(told: {
  context: Context;
  getProvider: () => Promise<Provider>;
  authorizations: Authorizations;
  accountId: string;
}): Promise<void> {
  const { context, getProvider, authorizations, accountId } = told;
  const others = Object.entries(authorizations).filter(([clientId]) => !findOwnHost(clientId));
  if (others.length === 0) return;
  const provider = await getProvider();
  await Promise.all(
    others.map(async ([clientId, { sid }]) => {
      try {
        const client = await provider.Client.find(clientId);
        if (client?.backchannelLogoutUri && sid) await (client as unknown as Tellable).backchannelLogout(accountId, sid);
      } catch (error) {
        context.log.warn({ err: error, client: clientId }, 'A program was not told of a sign-out.');
      }
    }),
  );
}
