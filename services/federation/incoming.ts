import { sql } from '@payloadcms/db-postgres';
import type { SiteName, Tx } from '../../contracts/shared.ts';

export interface Incoming {
  readonly site: SiteName;
  readonly activityId: string;
  readonly type: string;
  readonly actor: string;
  readonly handle?: string | null;
  /** What it is about: a thing of ours, or the activity that is undone. */
  readonly objectUrl?: string;
}

/**
 * Writes down what came in; null when it came before. The unique activity id decides, in the
 * transaction of the effect: whoever comes second waits, then sees the first.
 */
export async function noteIncoming(tx: Tx, { site, activityId, type, actor, handle, objectUrl }: Incoming): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into inbox_activities (activity_id, type, actor, handle, object_url, site)
    values (${activityId}, ${type}, ${actor}, ${handle ?? null}, ${objectUrl ?? null}, ${site})
    on conflict (activity_id) do nothing
    returning id::text as id
  `);
  return rows[0]?.id ?? null;
}
