import { sql } from '@payloadcms/db-postgres';
import type { CollectionAfterLogoutHook, CollectionConfig, Plugin } from 'payload';
import type { Identity } from '../../contracts/doors.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { forgetPasswordTries, limitPasswordTries } from './password-tries.ts';
import { previousSecret } from './previous-secret.ts';

export interface IdentityPluginOptions {
  readonly identity: () => Identity;
  /** Whether browsers speak https to us; then the admin's cookie is for https only. */
  readonly secure: boolean;
}

/** The config's side of the identity door: how people come into Payload's admin, and leave it. */
export function identityPlugin({ identity, secure }: IdentityPluginOptions): Plugin {
  return (config) => ({
    ...config,
    admin: {
      ...config.admin,
      components: {
        ...config.admin?.components,
        beforeLogin: [...(config.admin?.components?.beforeLogin ?? []), '/collections/account/sign-in-link.tsx#SignInLink'],
      },
    },
    collections: (config.collections ?? []).map((collection) =>
      collection.slug === 'users' ? toGuarded(collection, { identity, secure }) : collection,
    ),
  });
}

function toGuarded(users: CollectionConfig, { identity, secure }: IdentityPluginOptions): CollectionConfig {
  const auth = typeof users.auth === 'object' ? users.auth : {};
  return {
    ...users,
    auth: { ...auth, cookies: { ...auth.cookies, secure, sameSite: 'Lax' }, strategies: [...(auth.strategies ?? []), previousSecret] },
    hooks: {
      ...users.hooks,
      beforeOperation: [limitPasswordTries, ...(users.hooks?.beforeOperation ?? [])],
      afterLogin: [...(users.hooks?.afterLogin ?? []), forgetPasswordTries],
      afterLogout: [...(users.hooks?.afterLogout ?? []), signDeviceOut(identity)],
    },
  };
}

/** Whoever leaves the admin leaves the sites too: one sign-in, one sign-out. */
function signDeviceOut(identity: () => Identity): CollectionAfterLogoutHook {
  return async ({ req }) => {
    const { user } = req;
    const payloadSid = user && '_sid' in user && typeof user._sid === 'string' ? user._sid : null;
    if (!user || !payloadSid) return;
    const { rows } = await toExecutor(req.payload).execute<{ id: string }>(sql`
      select id::text as id from site_sessions where payload_sid = ${payloadSid} and ended_at is null
    `);
    if (rows[0]) await identity().endDevice({ userId: String(user.id), sid: rows[0].id });
  };
}
