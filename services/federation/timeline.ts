import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { z } from 'zod';
import type { FederationContract, Sharer, TimelineEntry } from '../../contracts/federation.ts';
import type { SiteName } from '../../contracts/shared.ts';
import { emit } from '../../platform/emit.ts';
import { inTransaction, toExecutor } from '../../platform/transactions.ts';
import { isBlocked } from './blocks.ts';
import { noteIncoming } from './incoming.ts';

/** Pages that show the timeline carry it. */
export const TIMELINE_TAG = 'timeline';

/** As many sharers are named; the others are counted. */
const NAMED_SHARERS = 3;

/** What an Article of ours says of itself; `url` is its page. */
const said = z.looseObject({ object: z.looseObject({ name: z.string(), url: z.string().optional() }) });

interface EntryRow extends Record<string, unknown> {
  url: string;
  site: SiteName;
  body: unknown;
  said_at: Date | string;
}

/**
 * What our actors have said and is still out, newest first. What somebody shares comes in as an
 * activity of its own about the same object: it is added to the object's one entry, however often
 * it was shared, and never an entry beside it.
 */
export async function listTimeline(payload: Payload, { limit }: { limit: number }): Promise<TimelineEntry[]> {
  const { rows } = await toExecutor(payload).execute<EntryRow>(sql`
    select p.url, p.site, latest.body, first.created_at as said_at
    from federation_outbox first
    join federation_objects p on p.url = first.object_url and p.state = 'live'
    join lateral (
      select o.body from federation_outbox o where o.object_url = p.url order by o.seq desc limit 1
    ) latest on true
    where first.type = 'Create'
    order by first.seq desc limit ${limit}
  `);
  const sharers = await listSharers(
    payload,
    rows.map(({ url }) => url),
  );
  return rows.flatMap(({ url, site, body, said_at: saidAt }) => {
    const words = said.safeParse(body).data?.object;
    if (!words) return [];
    return {
      objectUrl: url,
      site,
      title: words.name,
      pageUrl: words.url ?? url,
      saidAt: new Date(saidAt).toISOString(),
      sharedBy: sharers.get(url) ?? { first: [], count: 0 },
    };
  });
}

/** A signed Announce of something that our actors have said; of anything else nothing is kept. */
export async function receiveShare(
  payload: Payload,
  { site, activityId, sharer, objectUrl }: Parameters<FederationContract['receiveShare']>[0],
): Promise<'shared' | 'repeated' | 'blocked' | 'unknown'> {
  return inTransaction(payload, async (tx) => {
    if (await isBlocked(tx, new URL(sharer.actor).host)) return 'blocked';
    const { rowCount } = await tx.execute(sql`select 1 from federation_objects where url = ${objectUrl} and state = 'live'`);
    if (!rowCount) return 'unknown';
    const id = await noteIncoming(tx, { site, activityId, type: 'Announce', ...sharer, objectUrl });
    if (!id) return 'repeated';
    await emit(tx, {
      type: 'Announce',
      object: { type: 'inbox-activities', id },
      actor: { type: 'remote', id: sharer.actor },
      visibility: 'internal',
      data: { site, tags: [TIMELINE_TAG] },
    });
    return 'shared';
  });
}

/** Only who shared it can take it back. Of the share its id stays, so that it cannot come in again, but no name and no object. */
export async function receiveUndoShare(
  payload: Payload,
  { site, activityId, actor, shareId }: Parameters<FederationContract['receiveUndoShare']>[0],
): Promise<'unshared' | 'repeated' | 'unknown'> {
  return inTransaction(payload, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id::text as id from inbox_activities where activity_id = ${shareId} and actor = ${actor} and type = 'Announce'
    `);
    const [share] = rows;
    if (!share) return 'unknown';
    if (!(await noteIncoming(tx, { site, activityId, type: 'Undo', actor, objectUrl: shareId }))) return 'repeated';
    await tx.execute(sql`update inbox_activities set handle = null, object_url = null, updated_at = now() where id = ${share.id}`);
    await emit(tx, {
      type: 'Undo',
      object: { type: 'inbox-activities', id: share.id },
      actor: { type: 'remote', id: actor },
      visibility: 'internal',
      data: { site, tags: [TIMELINE_TAG] },
    });
    return 'unshared';
  });
}

/** By object: how many, and the first few in the order in which they shared it; without those who took it back or were blocked since. */
async function listSharers(payload: Payload, urls: readonly string[]): Promise<Map<string, TimelineEntry['sharedBy']>> {
  const { rows } = await toExecutor(payload).execute<{ object_url: string; first: Sharer[]; count: number }>(sql`
    select object_url, max(count)::int as count,
      json_agg(json_build_object('actor', actor, 'handle', handle) order by place) filter (where place <= ${NAMED_SHARERS}) as first
    from (
      select shared.object_url, shared.actor, max(shared.handle) as handle,
        row_number() over (partition by shared.object_url order by min(shared.created_at), shared.actor) as place,
        count(*) over (partition by shared.object_url) as count
      from inbox_activities shared
      where shared.type = 'Announce' and shared.object_url = any(${sql.param([...urls])}::text[])
        and not exists (
          select from inbox_activities undo
          where undo.type = 'Undo' and undo.object_url = shared.activity_id and undo.actor = shared.actor
        )
        and not exists (
          select from blocked_domains blocked
          where '.' || split_part(split_part(shared.actor, '/', 3), ':', 1) like '%.' || blocked.domain
        )
      group by shared.object_url, shared.actor
    ) sharers
    group by object_url
  `);
  return new Map(rows.map(({ object_url: url, first, count }) => [url, { first, count }]));
}
