import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toChapterCues, toVtt } from '../../core/webvtt.ts';
import { toExecutor } from '../transactions.ts';

/** The chapters of a film or recording as WebVTT; null when it has none. */
export async function findChapters(payload: Payload, id: string): Promise<string | null> {
  const { rows } = await toExecutor(payload).execute<{ at: string; title: string }>(
    sql`select at, title from media_chapters where _parent_id = ${id}::uuid order by _order`,
  );
  return rows.length > 0 ? toVtt(toChapterCues(rows)) : null;
}
