import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostName, Money, Role, SiteName, Tx, Viewer } from './shared.ts';

/** HTTP that is not Payload's own; mounted by the host before any body parser. */
export interface Mount {
  readonly role: Role;
  readonly host: HostName | '*';
  /** A path prefix: `/oidc` takes `/oidc` and `/oidc/…`. */
  readonly path: string;
  /** Takes unsafe methods from elsewhere (inbox, webhook, token endpoint): no Origin check. */
  readonly crossOrigin?: boolean;
  readonly handler: (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void | Promise<void>;
}

/** Money at a provider. Amounts are ours (minor units); the door translates. Nothing here is repeated by the door itself. */
export interface PaymentProvider {
  readonly name: string;
  /** Whose account the money goes to. */
  readonly merchantCode: string;
  /** Where the provider shall tell us that something changed; the token is ours and proves only that we gave it out. */
  toWebhookPath(token: string): string;
  createCheckout(command: {
    /** At most 64 characters, new for each attempt. */
    reference: string;
    amount: Money;
    description: string;
    /** Where the person comes back to. */
    returnUrl: string;
    webhookUrl: string;
    /** UTC instant after which it can no longer be paid. */
    validUntil: string;
  }): Promise<ProviderAnswer<ProviderCheckout>>;
  findCheckout(query: { id: string } | { reference: string }): Promise<ProviderAnswer<ProviderCheckout | null>>;
  /** `processed` means: too late, probably paid; read again. `gone`: the provider knows no such checkout. */
  deactivate(command: { id: string }): Promise<ProviderAnswer<'deactivated' | 'processed' | 'gone'>>;
  /** No amount: all of it. Has no idempotency key, so never repeat it on `unknown` before `findRefunded`. */
  refund(command: { transactionId: string; amount?: Money }): Promise<ProviderAnswer<'refunded' | 'not-refundable'>>;
  /** What has gone back of a transaction so far, by its events; null while the provider does not show it yet. */
  findRefunded(query: { transactionId: string; currency: string }): Promise<ProviderAnswer<Money | null>>;
}

export interface ProviderCheckout {
  readonly id: string;
  readonly reference: string;
  readonly merchantCode: string;
  readonly amount: Money;
  readonly status: 'pending' | 'paid' | 'failed' | 'expired';
  readonly transactionId: string | null;
  readonly payUrl: string | null;
}

/** `unknown`: the provider may or may not have acted; read again before doing anything else. */
export type ProviderAnswer<T> =
  | { readonly type: 'ok'; readonly value: T }
  | { readonly type: 'refused'; readonly status: number; readonly reason: string }
  | { readonly type: 'unknown'; readonly reason: string };

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Constant for one decision, so that a repeat is recognised (RFC 5322 §3.6.4). */
  readonly messageId: string;
}

export interface Mailer {
  /** Queues in the caller's transaction; the worker sends, at least once. */
  enqueue(command: { tx: Tx; mail: Mail }): Promise<void>;
}

/** A browser in which somebody is signed in. */
export interface SignedInDevice {
  /** One of its sessions, to name it by towards `endDevice`; it is not a cookie and opens nothing. */
  readonly sid: string;
  /** Of the six sites and `cms`. */
  readonly sites: readonly string[];
  /** For people: `Firefox on Android`. */
  readonly device: string;
  /** The one that asks. */
  readonly isThis: boolean;
  /** UTC instants, ISO 8601. */
  readonly createdAt: string;
  readonly seenAt: string;
}

/** Who is behind a request to a site, by that site's own first-party session. */
export interface Identity {
  /** The grant is checked first and in SQL; whatever fails means a guest. */
  findViewer(query: { site: SiteName; cookie: string | undefined }): Promise<Viewer | null>;
  /** Called with the session ids that ended, or whose person has changed, so that a remembered viewer is dropped at once. */
  onRevoked(listener: (sids: readonly string[]) => void): void;
  /** A guest comes from one of our other sites: asks the issuer silently. True when it has answered (a redirect). */
  onGuestVisit(visit: { req: IncomingMessage; res: ServerResponse; site: SiteName }): Promise<boolean>;
  /** One entry a device, the one seen last first; `sid` is the session that asks. */
  listSessions(query: { userId: string; sid?: string | undefined }): Promise<readonly SignedInDevice[]>;
  /** Ends every session of the device on which this one of the person's sessions lives. */
  endDevice(command: { userId: string; sid: string }): Promise<void>;
}

/** What the fediverse door offers to the services: it speaks the protocol and keeps nothing of theirs. */
export interface Federation {
  listActors(): readonly { site: SiteName; handle: string; url: string }[];
  /** Signs as the site's actor and POSTs once, with a time limit. Never call it inside a transaction. */
  deliver(command: { site: SiteName; inbox: string; body: Record<string, unknown> }): Promise<DeliveryAnswer>;
}

/** `gone` (404, 410): there is no such inbox; `failed` may go better later. */
export type DeliveryAnswer =
  | { readonly type: 'delivered'; readonly status: number }
  | { readonly type: 'gone'; readonly status: number }
  | { readonly type: 'failed'; readonly status: number | null; readonly reason: string; readonly retryAt?: Date };

export interface Doors {
  readonly payments: PaymentProvider | null;
  readonly mailer: Mailer;
  readonly identity: Identity;
  readonly federation: Federation;
}
