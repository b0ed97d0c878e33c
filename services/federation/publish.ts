import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import type { FederationContract, OutgoingActivity, PublishedObject } from '../../contracts/federation.ts';
import type { SiteName, Tx } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { enqueue } from '../../platform/queue.ts';
import { toExecutor } from '../../platform/transactions.ts';
import { isBlocked } from './blocks.ts';
import { deliver } from './jobs.ts';
import { TIMELINE_TAG } from './timeline.ts';

interface ObjectRow extends Record<string, unknown> {
  url: string;
  generation: number;
  state: 'live' | 'gone';
  content_hash: string;
}

export async function findPublished(
  payload: Payload,
  { tx, object }: Parameters<FederationContract['findPublished']>[0],
): Promise<{ published: PublishedObject | null; cameByImport: boolean }> {
  const at = tx ?? toExecutor(payload);
  // A row that is not there yet cannot be locked, and two must not both tell of a new thing.
  if (tx) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`federation:${object.type}:${object.id}`}, 0))`);
  const { rows } = await at.execute<ObjectRow>(sql`
    select url, generation, state, content_hash from federation_objects
    where object_type = ${object.type} and object_id = ${object.id}
  `);
  const { rows: imports } = await at.execute(sql`
    select 1 from activities
    where object_type = ${object.type} and object_id = ${object.id} and imported limit 1
  `);
  const [row] = rows;
  return {
    published: row ? { url: row.url, generation: row.generation, state: row.state, contentHash: row.content_hash } : null,
    cameByImport: imports.length > 0,
  };
}

export async function publish({ tx, site, object, published, activity }: Parameters<FederationContract['publish']>[0]): Promise<void> {
  await tx.execute(sql`
    insert into federation_objects (object_type, object_id, site, generation, url, state, content_hash)
    values (
      ${object.type}, ${object.id}, ${site}, ${published.generation}, ${published.url},
      ${published.state}, ${published.contentHash}
    )
    on conflict (object_type, object_id) do update set
      generation = excluded.generation, url = excluded.url, state = excluded.state,
      content_hash = excluded.content_hash, updated_at = now()
  `);
  await writeOutgoing(tx, site, activity);
  // The thing itself has long been told of by its own domain; this is for pages that show what was said.
  await emit(tx, {
    type: activity.type,
    object: { type: 'federation-objects', id: published.url },
    visibility: 'internal',
    data: { site, tags: [TIMELINE_TAG] },
  });
  const isDelete = activity.type === 'Delete';
  if (isDelete) await withdraw(tx, published.url);
  await writeDeliveries(tx, {
    site,
    activity,
    inboxes: await listInboxes(tx, site, isDelete ? published.url : null),
  });
}

/** Keeps the activity word for word; every delivery of it sends the same bytes. */
export async function writeOutgoing(tx: Tx, site: SiteName, activity: OutgoingActivity): Promise<void> {
  await tx.execute(sql`
    insert into federation_outbox (id, site, type, object_url, body)
    values (${activity.id}, ${site}, ${activity.type}, ${activity.objectUrl}, ${JSON.stringify(activity.body)}::jsonb)
    on conflict (id) do nothing
  `);
}

/** One row and one job per inbox; an inbox that has this activity already gets no second. */
export async function writeDeliveries(
  tx: Tx,
  { site, activity, inboxes }: { site: SiteName; activity: OutgoingActivity; inboxes: readonly string[] },
): Promise<void> {
  for (const inbox of inboxes) {
    const { host } = new URL(inbox);
    if (await isBlocked(tx, host)) continue;
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into deliveries (seq, site, activity_type, activity_id, object_id, inbox, host, state, attempts, next_at)
      values (
        nextval('delivery_seq'), ${site}, ${activity.type}, ${activity.id}, ${activity.objectUrl},
        ${inbox}, ${host}, 'pending', 0, now()
      )
      on conflict (activity_id, inbox) do nothing
      returning id::text as id
    `);
    const [row] = rows;
    if (row) await enqueue(tx, deliver, { deliveryId: row.id }, { singletonKey: row.id });
  }
}

/** Followers' inboxes, shared ones once; with `sentUrl` also those that were ever sent that object. */
async function listInboxes(tx: Tx, site: SiteName, sentUrl: string | null): Promise<string[]> {
  const { rows } = await tx.execute<{ inbox: string }>(sql`
    select coalesce(nullif(shared_inbox, ''), inbox) as inbox from followers
    where site = ${site} and status = 'following'
    union
    select inbox from deliveries where object_id = ${sentUrl} and state <> 'gone'
    order by inbox
  `);
  return rows.map(({ inbox }) => inbox);
}

/** What was taken back must not be sent by a later try, nor by hand. */
async function withdraw(tx: Tx, url: string): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = 'withdrawn', next_at = null, updated_at = now()
    where object_id = ${url} and activity_type <> 'Delete' and state in ('pending', 'dead')
  `);
}
