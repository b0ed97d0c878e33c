import { randomUUID } from 'node:crypto';
import type { EmailAdapter, SendEmailOptions } from 'payload';
import type { Mailer } from '../../contracts/doors.ts';
import { toPlainText } from '../../core/html.ts';
import { inTransaction } from '../../platform/transactions.ts';

/** Lets Payload's own mails take the way of all others. */
export function createPayloadAdapter({ mailer, from }: { mailer: () => Mailer; from: string }): EmailAdapter<void> {
  const [, name = 'Rose Ash', address = from] = /^(.*?)\s*<([^>]+)>$/.exec(from) ?? [];
  const domain = address.split('@')[1] ?? 'localhost';
  return ({ payload }) => ({
    name: 'rose-mail',
    defaultFromName: name,
    defaultFromAddress: address,
    sendEmail: async (message) => {
      const html = typeof message.html === 'string' ? message.html : undefined;
      const text = typeof message.text === 'string' ? message.text : toPlainText(html ?? '');
      for (const to of toAddresses(message.to)) {
        const mail = {
          to,
          subject: message.subject ?? '',
          text,
          ...(html ? { html } : {}),
          messageId: `<${randomUUID()}@${domain}>`,
        };
        await inTransaction(payload, (tx) => mailer().enqueue({ tx, mail }));
      }
    },
  });
}

function toAddresses(to: SendEmailOptions['to']): string[] {
  const list = Array.isArray(to) ? to : [to];
  return list.flatMap((entry): string[] => {
    if (typeof entry === 'string') return [entry];
    return entry && 'address' in entry && typeof entry.address === 'string' ? [entry.address] : [];
  });
}
