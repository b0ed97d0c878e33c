import type { Payload } from 'payload';
import type { AccountContract } from '../../contracts/account.ts';
import type { Doors } from '../../contracts/doors.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { getOrCreateByEmail, maySignIn } from './accounts.ts';
import { createAccountIngest } from './ingest.ts';
import { findViewer } from './viewers.ts';

/** People: who they are, what they may, where they are signed in. */
export function createAccountService({ payload, doors }: { payload: Payload; doors: () => Doors }): AccountContract {
  const tx = toExecutor(payload);
  return {
    findViewer: (query) => findViewer(tx, query),
    maySignIn: (email) => maySignIn(tx, email),
    getOrCreateByEmail: ({ tx: own, email }) => getOrCreateByEmail(own, email),
    listSessions: (viewer) => doors().identity.listSessions({ userId: viewer.id, sid: viewer.sid }),
    endSession: ({ viewer, sid }) => doors().identity.endDevice({ userId: viewer.id, sid }),
    ingest: createAccountIngest({ payload }).ingest,
  };
}
