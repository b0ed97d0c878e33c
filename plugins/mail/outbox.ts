import { sql } from '@payloadcms/db-postgres';
import type { Mail } from '../../contracts/doors.ts';
import type { Tx } from '../../contracts/shared.ts';

/** A mail that is recognised by its Message-ID is written once; null when it was there already. */
export async function addMail(tx: Tx, mail: Mail, state: 'queued' | 'kept'): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into mails (recipient, subject, state, text, html, message_id, attempts, created_at, updated_at)
    values (${mail.to}, ${mail.subject}, ${state}, ${mail.text}, ${mail.html ?? null}, ${mail.messageId}, 0, now(), now())
    on conflict (message_id) do nothing
    returning id::text as id
  `);
  return rows[0]?.id ?? null;
}

/** A mail that is still to be sent; null when it was sent, given up or deleted meanwhile. */
export async function findQueuedMail(tx: Tx, id: string): Promise<Mail | null> {
  const { rows } = await tx.execute<{ recipient: string; subject: string; text: string; html: string | null; message_id: string }>(sql`
    update mails set attempts = attempts + 1, updated_at = now()
    where id = ${id}::uuid and state = 'queued'
    returning recipient, subject, text, html, message_id
  `);
  const [row] = rows;
  if (!row) return null;
  return { to: row.recipient, subject: row.subject, text: row.text, messageId: row.message_id, ...(row.html ? { html: row.html } : {}) };
}

/** What was sent need not be known here any longer: a body may hold a sign-in link. */
export async function markSent(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`
    update mails set state = 'sent', sent_at = now(), text = null, html = null, last_error = null, updated_at = now()
    where id = ${id}::uuid
  `);
}

export async function markError(tx: Tx, id: string, { reason, isFinal }: { reason: string; isFinal: boolean }): Promise<void> {
  await tx.execute(sql`
    update mails set last_error = ${reason.slice(0, 500)}, updated_at = now(),
      state = case when ${isFinal} then 'failed' else state end,
      text = case when ${isFinal} then null else text end,
      html = case when ${isFinal} then null else html end
    where id = ${id}::uuid
  `);
}
