import type { Payload } from 'payload';
import type { Mailer } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';
import type { HostName, Tx } from '../../contracts/shared.ts';
import type { Log } from '../../platform/log.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** A `fetch` for addresses of our own hosts, which need no DNS and may be private. */
export type OwnFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface IdentityOptions {
  readonly payload: Payload;
  /** The registry, looked up at call time. */
  readonly services: () => Services;
  readonly mailer: () => Mailer;
  readonly secrets: Secrets;
  /** The platform's secret; the secrets of our own clients are derived from it. */
  readonly secret: string;
  /** The one before it, which a process of ours may still have. */
  readonly previousSecret?: string | undefined;
  /** What browsers call a host, without a slash at the end: `https://blog.example.org`. */
  readonly originOf: (host: HostName) => string;
  readonly fetchOwn: OwnFetch;
  /** Whether a process serves the issuer's host now; nobody is sent there in vain. Left out: always. */
  readonly isIssuerUp?: () => Promise<boolean>;
  /** False: mails are kept in the admin, and the sign-in page says so. */
  readonly sendsMail: boolean;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Lets programs of others be told of sign-outs at private addresses; for tests. */
  readonly allowPrivatePrograms?: boolean;
}

/** What every file of this door needs, made once from the options. */
export interface Context extends IdentityOptions {
  readonly issuer: string;
  readonly secure: boolean;
  /** Single statements, each committed by itself. */
  readonly tx: Tx;
  /** Tells everybody who remembers a viewer that these sessions are over. */
  readonly announce: (sids: readonly string[]) => void;
}

/** How long a device stays signed in, in seconds: 90 days. */
export const SESSION_SECONDS = 90 * 24 * 60 * 60;
/** A sign-in link is good for a quarter of an hour. */
export const CODE_SECONDS = 15 * 60;
