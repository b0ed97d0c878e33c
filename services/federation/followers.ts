import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { FederationContract, RemoteActor } from '../../contracts/federation.ts';
import type { SiteName, Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { reached } from '../../platform/points.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { isBlocked } from './blocks.ts';
import { noteIncoming } from './incoming.ts';
import { writeDeliveries, writeOutgoing } from './publish.ts';

/** The Follow, the follower, the Accept and its delivery: together or not at all. */
export async function receiveFollow(
  payload: Payload,
  { site, activityId, follower, accept }: Parameters<FederationContract['receiveFollow']>[0],
): Promise<'followed' | 'repeated' | 'blocked'> {
  await reached('follow.before-write');
  const outcome = await inTransaction(payload, async (tx) => {
    if (await isBlocked(tx, new URL(follower.id).host)) return 'blocked';
    if (!(await noteIncoming(tx, { site, activityId, type: 'Follow', actor: follower.id, handle: follower.handle }))) return 'repeated';
    await saveFollower(tx, site, follower, activityId);
    await writeOutgoing(tx, site, accept);
    await writeDeliveries(tx, { site, activity: accept, inboxes: [follower.inbox] });
    return 'followed';
  });
  await reached('follow.after-write');
  return outcome;
}

export async function receiveUndoFollow(
  payload: Payload,
  { site, activityId, actor }: Parameters<FederationContract['receiveUndoFollow']>[0],
): Promise<'unfollowed' | 'repeated' | 'unknown'> {
  return inTransaction(payload, async (tx) => {
    if (!(await noteIncoming(tx, { site, activityId, type: 'Undo', actor }))) return 'repeated';
    const { rows } = await tx.execute<{ id: string }>(sql`
      delete from followers where site = ${site} and actor = ${actor} returning id::text as id
    `);
    const [row] = rows;
    if (!row) return 'unknown';
    await emit(tx, {
      type: 'Undo',
      object: { type: 'followers', id: row.id },
      actor: { type: 'remote', id: actor },
      visibility: 'internal',
      data: { site },
    });
    return 'unfollowed';
  });
}

/** Whoever can no longer be reached at `inbox` is kept for the record and gets nothing more. */
export async function markGone(tx: Tx, inbox: string): Promise<void> {
  await tx.execute(sql`
    update followers set status = 'gone', updated_at = now()
    where (inbox = ${inbox} or shared_inbox = ${inbox}) and status = 'following'
  `);
}

export async function countFollowers(payload: Payload, site: SiteName): Promise<number> {
  const { rows } = await toExecutor(payload).execute<{ count: number }>(sql`
    select count(*)::int as count from followers where site = ${site} and status = 'following'
  `);
  return rows[0]?.count ?? 0;
}

async function saveFollower(tx: Tx, site: SiteName, follower: RemoteActor, activityId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into followers (site, actor, handle, host, inbox, shared_inbox, status, follow_activity)
    values (
      ${site}, ${follower.id}, ${follower.handle}, ${new URL(follower.id).host},
      ${follower.inbox}, ${follower.sharedInbox}, 'following', ${activityId}
    )
    on conflict (site, actor) do update set
      handle = excluded.handle, inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
      status = 'following', follow_activity = excluded.follow_activity, updated_at = now()
    returning id::text as id
  `);
  const [row] = rows;
  if (!row) throw new Error(`the follower ${follower.id} was not written`);
  await emit(tx, {
    type: 'Follow',
    object: { type: 'followers', id: row.id },
    actor: { type: 'remote', id: follower.id },
    visibility: 'internal',
    data: { site },
  });
}
