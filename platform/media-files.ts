import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { toMediaKind } from '../core/media-kinds.ts';
import type { MediaFile, MediaTrack } from '../core/richtext/context.ts';
import { toFileAddress } from './media/addresses.ts';
import { findMediaRows, type MediaRow } from './media/rows.ts';
import { toMediaUrl, toPicture } from './pictures.ts';
import { toExecutor } from './transactions.ts';

/**
 * Files of every kind by id, for bodies: pictures in all their sizes; films and recordings with their still,
 * captions and chapters. One look-up for pictures alone, two more when something is played.
 */
export async function findMediaFiles(
  payload: Payload,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, MediaFile>> {
  const rows = await findMediaRows(payload, ids);
  const played = [...rows.values()].filter(isPlayed);
  const [posters, tracks] =
    played.length > 0
      ? await Promise.all([
          findMediaRows(
            payload,
            played.map(({ posterId }) => posterId),
          ),
          findTracks(
            payload,
            played.map(({ id }) => id),
          ),
        ])
      : [new Map<string, MediaRow>(), new Map<string, MediaTrack[]>()];
  return new Map(
    [...rows].map(([id, row]) => {
      const poster = row.posterId ? posters.get(row.posterId) : undefined;
      return [id, toMediaFile(payload, row, { poster, tracks: tracks.get(id) ?? [] })] as const;
    }),
  );
}

function toMediaFile(
  payload: Payload,
  row: MediaRow,
  { poster, tracks }: { poster: MediaRow | undefined; tracks: MediaTrack[] },
): MediaFile {
  const kind = toMediaKind(row.mimeType);
  const about = { mimeType: row.mimeType, fileName: row.filename, fileSize: row.size };
  if (kind === 'picture' || kind === 'drawing') return { ...toPicture(payload, row), ...about };
  return {
    url: toMediaUrl(payload, row),
    alt: row.alt,
    width: row.width,
    height: row.height,
    ...(row.caption ? { caption: row.caption } : {}),
    ...(row.credit ? { credit: row.credit } : {}),
    ...about,
    ...(poster ? { poster: toPicture(payload, poster) } : {}),
    ...(tracks.length > 0 ? { tracks } : {}),
  };
}

interface TrackRow extends Record<string, unknown> {
  media_id: string;
  kind: MediaTrack['kind'];
  language: string | null;
  label: string | null;
  file_id: string | null;
  filename: string | null;
  fingerprint: string | null;
}

async function findTracks(payload: Payload, ids: readonly string[]): Promise<Map<string, MediaTrack[]>> {
  const { rows } = await toExecutor(payload).execute<TrackRow>(sql`
    select c._parent_id::text as media_id, c.kind::text as kind, c.language, c.label, f.id::text as file_id, f.filename, f.fingerprint, c._order as place
    from media_captions c join media f on f.id = c.file_id
    where c._parent_id = any(${sql.param([...ids])}::uuid[])
    union all
    select _parent_id::text, 'chapters', null, null, null, null, null, 100000
    from media_chapters where _parent_id = any(${sql.param([...ids])}::uuid[]) group by _parent_id
    order by place`);
  const tracks = new Map<string, MediaTrack[]>();
  for (const row of rows) {
    const { file_id: fileId, filename, fingerprint } = row;
    const src = fileId && filename ? toFileAddress({ id: fileId, filename, fingerprint }) : `/media/${row.media_id}/chapters.vtt`;
    const track = { kind: row.kind, src, language: row.language ?? 'en', label: row.label ?? 'Chapters' };
    tracks.set(row.media_id, [...(tracks.get(row.media_id) ?? []), track]);
  }
  return tracks;
}

function isPlayed({ mimeType }: MediaRow): boolean {
  const kind = toMediaKind(mimeType);
  return kind === 'film' || kind === 'sound';
}
