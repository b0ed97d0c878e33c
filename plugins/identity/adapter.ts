import { createHash } from 'node:crypto';
import { sql } from '@payloadcms/db-postgres';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Tx } from '../../contracts/shared.ts';
import { endSessionsOfGrant } from './site-sessions.ts';

/** Whoever holds one of these holds a right; the table (and its backups) knows their hashes only. */
const BEARERS = new Set(['AccessToken', 'RefreshToken', 'AuthorizationCode', 'PushedAuthorizationRequest']);

export interface AdapterOptions {
  readonly tx: Tx;
  /** Site sessions that ended because their grant did. */
  readonly onEnded: (sids: readonly string[]) => void;
}

/** oidc-provider's storage contract on the table `oidc_payloads`; what has expired is not found. */
export function createAdapter({ tx, onEnded }: AdapterOptions): AdapterFactory {
  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      const stored = BEARERS.has(model) ? { ...payload, jti: undefined } : payload;
      const expiresAt = expiresIn ? new Date(Date.now() + expiresIn * 1000).toISOString() : null;
      await tx.execute(sql`
        insert into oidc_payloads (model, id, payload, grant_id, uid, user_code, account_id, expires_at)
        values (
          ${model}, ${toKey(model, id)}, ${JSON.stringify(stored)}::jsonb, ${payload.grantId ?? null},
          ${payload.uid ?? null}, ${payload.userCode ?? null}, ${payload.accountId ?? null}, ${expiresAt}::timestamptz
        )
        on conflict (model, id) do update set
          payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
          user_code = excluded.user_code, account_id = excluded.account_id, expires_at = excluded.expires_at
      `);
    },
    find: async (id) => {
      const found = await findOne(tx, sql`model = ${model} and id = ${toKey(model, id)}`);
      return found && BEARERS.has(model) ? { ...found, jti: id } : found;
    },
    findByUid: (uid) => findOne(tx, sql`model = ${model} and uid = ${uid}`),
    findByUserCode: (userCode) => findOne(tx, sql`model = ${model} and user_code = ${userCode}`),
    consume: async (id) => {
      await tx.execute(sql`
        update oidc_payloads
        set payload = jsonb_set(payload, '{consumed}', to_jsonb(extract(epoch from now())::bigint))
        where model = ${model} and id = ${toKey(model, id)}
      `);
    },
    destroy: async (id) => {
      await tx.execute(sql`delete from oidc_payloads where model = ${model} and id = ${toKey(model, id)}`);
      // A grant and what rests on it end together, at whichever endpoint it was revoked.
      if (model === 'Grant') onEnded(await endSessionsOfGrant(tx, id));
    },
    revokeByGrantId: async (grantId) => {
      await tx.execute(sql`delete from oidc_payloads where model = ${model} and grant_id = ${grantId}`);
    },
  });
}

/** The key under which a model's record is kept. */
export function toKey(model: string, id: string): string {
  return BEARERS.has(model) ? createHash('sha256').update(id).digest('base64url') : id;
}

async function findOne(tx: Tx, condition: ReturnType<typeof sql>): Promise<AdapterPayload | undefined> {
  const { rows } = await tx.execute<{ payload: AdapterPayload & Record<string, unknown> }>(sql`
    select payload from oidc_payloads where ${condition} and (expires_at is null or expires_at > now())
    order by expires_at desc nulls first limit 1
  `);
  return rows[0]?.payload;
}
