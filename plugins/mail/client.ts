import { createTransport } from 'nodemailer';
import type { Mail } from '../../contracts/doors.ts';

export type SendAnswer =
  | { readonly type: 'sent' }
  /** The server will never take it: a wrong address, a refusal by policy (RFC 5321 §4.2.1, 5yz). */
  | { readonly type: 'refused'; readonly reason: string };

export interface SmtpClient {
  /** Throws when it may work later: no connection, 4yz. */
  send(mail: Mail): Promise<SendAnswer>;
}

/** Speaks SMTP; one connection per mail, so nothing has to be closed. */
export function createSmtpClient({ smtpUrl, from }: { smtpUrl: string; from: string }): SmtpClient {
  const transport = createTransport(smtpUrl, { from, disableFileAccess: true, disableUrlAccess: true });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          ...(mail.html ? { html: mail.html } : {}),
          messageId: mail.messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { type: 'sent' };
      } catch (error) {
        const code = toResponseCode(error);
        if (code >= 500 && code < 600) return { type: 'refused', reason: String(error) };
        throw error;
      }
    },
  };
}

function toResponseCode(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return 0;
  return typeof error.responseCode === 'number' ? error.responseCode : 0;
}
