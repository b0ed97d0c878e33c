import { sql } from '@payloadcms/db-postgres';
import { toExecutor } from '../../platform/transactions.ts';
import type { CartDeps } from './deps.ts';
import { settle } from './settle.ts';

const AT_ONCE = 20;
const PAUSE_SECONDS = 60;

/** Asks about open payments that no notice told of lately, those longest unasked first. Answers how many were asked about. */
export async function pollPayments(deps: CartDeps): Promise<number> {
  const { rows } = await toExecutor(deps.payload).execute<{ reference: string }>(sql`
    update payments set checked_at = now()
    where id in (
      select id from payments
      where status in ('pending', 'failed') and attempted_at < now() - ${PAUSE_SECONDS} * interval '1 second'
        and (checked_at is null or checked_at < now() - ${PAUSE_SECONDS} * interval '1 second')
      order by checked_at nulls first
      limit ${AT_ONCE}
      for update skip locked
    )
    returning reference
  `);
  for (const { reference } of rows) await settle(deps, { reference });
  return rows.length;
}

/** The reference behind a provider's notice. The id may be unknown here still: the notice can be faster than our own writing. */
export async function findPaymentReference(
  { payload }: CartDeps,
  { webhookToken, checkoutId }: { webhookToken: string; checkoutId: string },
): Promise<string | null> {
  const { rows } = await toExecutor(payload).execute<{ reference: string }>(sql`
    select reference from payments
    where webhook_token = ${webhookToken} and (provider_checkout_id = ${checkoutId} or provider_checkout_id is null)
  `);
  return rows[0]?.reference ?? null;
}
