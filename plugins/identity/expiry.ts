import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';

/** Throws away what has run out; nothing depends on its being done. */
export function createExpirySweep(tx: Tx) {
  return {
    name: 'identity.expired',
    everySeconds: 600,
    run: async () => {
      await tx.execute(sql`delete from oidc_payloads where expires_at < now() - interval '1 hour'`);
      await tx.execute(sql`delete from sign_in_codes where expires_at < now() - interval '1 day'`);
      await tx.execute(sql`delete from password_tries where tried_at < now() - interval '1 day'`);
      await tx.execute(sql`delete from site_sessions where expires_at < now() or ended_at < now() - interval '30 days'`);
    },
  };
}
