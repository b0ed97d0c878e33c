import type { SignedInDevice } from './doors.ts';
import type { IngestBatch, IngestResult } from './ingest.ts';
import type { Tx, Viewer } from './shared.ts';

export interface AccountContract {
  /** Roles, tiers and paid standing as they are now; null when the account is gone or locked. */
  findViewer(query: { userId: string; sid?: string }): Promise<Viewer | null>;
  /** Whether mail may sign in to this address: anybody may, but those who are locked. */
  maySignIn(email: string): Promise<boolean>;
  /**
   * The account of an address, made when there is none; used by sign-in only, after the address
   * has been proved. Null when it is locked. An invited one becomes active.
   */
  getOrCreateByEmail(command: { tx: Tx; email: string }): Promise<{ id: string; created: boolean } | null>;
  listSessions(viewer: Viewer): Promise<readonly SignedInDevice[]>;
  /** Signs one of the viewer's own devices out, on every site; another's is left alone. */
  endSession(command: { viewer: Viewer; sid: string }): Promise<void>;
  ingest(batch: IngestBatch): Promise<IngestResult>;
}
