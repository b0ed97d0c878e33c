import type { Plugin } from 'payload';
import type { Mailer } from '../../contracts/doors.ts';
import { reached } from '../../platform/points.ts';
import { defineJob, enqueue, type JobDefinition } from '../../platform/queue.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { createSmtpClient, type SmtpClient } from './client.ts';
import type { MailOptions } from './options.ts';
import { addMail, findQueuedMail, markError, markSent } from './outbox.ts';
import { createPayloadAdapter } from './payload-adapter.ts';

const RETRIES = 8;

export interface MailDoor {
  readonly mailer: Mailer;
  /** Sends one mail; for the worker's list. */
  readonly job: JobDefinition<{ id: string }>;
  /** False: mails are kept to be read in the admin. */
  readonly sends: boolean;
}

/**
 * The mail door. A mail is a row written in the caller's transaction; the worker sends it, at
 * least once, always with the same Message-ID. Without an SMTP server the row is where it ends.
 */
export function createMail({ payload, smtpUrl, from, log, printsKept = false }: MailOptions): MailDoor {
  const client: SmtpClient | null = smtpUrl ? createSmtpClient({ smtpUrl, from }) : null;

  const job = defineJob<{ id: string }>({
    name: 'mail.send',
    retryLimit: RETRIES,
    retryDelay: 5,
    expireInSeconds: 120,
    concurrency: 2,
    run: async ({ id }, { attempt }) => {
      if (!client) return;
      const tx = toExecutor(payload);
      const mail = await findQueuedMail(tx, id);
      if (!mail) return;
      await reached('mail.before-send');
      try {
        const answer = await client.send(mail);
        await reached('mail.after-send');
        if (answer.type === 'sent') await markSent(tx, id);
        else await markError(tx, id, { reason: answer.reason, isFinal: true });
      } catch (error) {
        await markError(tx, id, { reason: String(error), isFinal: attempt >= RETRIES });
        throw error;
      }
    },
  });

  const mailer: Mailer = {
    enqueue: async ({ tx, mail }) => {
      const id = await addMail(tx, mail, client ? 'queued' : 'kept');
      if (!id) return;
      if (client) await enqueue(tx, job, { id });
      else if (printsKept)
        log.warn(`A mail is kept, as there is no SMTP server: "${mail.subject}" ${/https?:\S+/.exec(mail.text)?.[0] ?? ''}`.trim());
    },
  };
  return { mailer, job, sends: client !== null };
}

/** The config's side: Payload's own mails (a forgotten password) leave by the same door. */
export function mailPlugin({ mailer, from }: { mailer: () => Mailer; from: string }): Plugin {
  return (config) => ({ ...config, email: createPayloadAdapter({ mailer, from }) });
}
