import type { Payload } from 'payload';
import type { Log } from '../../platform/log.ts';

export interface MailOptions {
  readonly payload: Payload;
  /** `smtp://user:password@host:587` or `smtps://…`; unset: mails are kept and can be read in the admin. */
  readonly smtpUrl: string | undefined;
  /** What stands in `From`, for instance `Rose Ash <no-reply@example.org>`. */
  readonly from: string;
  /** Also writes a kept mail's first link to the log, for whoever started the house and has no other way in. */
  readonly printsKept?: boolean;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
}

/** A sender's address for a house that has not named one; `*.localhost` is no mail domain, but nobody answers it. */
export function toSender(domain: string): string {
  return `Rose Ash <no-reply@${domain}>`;
}
