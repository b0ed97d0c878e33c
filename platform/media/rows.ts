import { sql } from '@payloadcms/db-postgres';
import type { Payload } from 'payload';
import { prepared } from '../prepared.ts';
import { toExecutor } from '../transactions.ts';
import { ID, NO_FINGERPRINT } from './addresses.ts';
import { type Focus, toCrop, toFocus } from './fingerprint.ts';
import type { Crop } from './raster.ts';

/** A file as its row says; everything that is needed to name and to make its sizes. */
export interface MediaRow {
  readonly id: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly fingerprint: string;
  readonly alt: string;
  readonly caption: string | null;
  readonly credit: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly animated: boolean;
  readonly placeholder: string | null;
  readonly crop: Crop | null;
  readonly focus: Focus | null;
  readonly posterId: string | null;
  /** Bytes. */
  readonly size: number | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  filename: string | null;
  mime_type: string | null;
  fingerprint: string | null;
  alt: string | null;
  decorative: boolean | null;
  caption: string | null;
  credit: string | null;
  width: number | null;
  height: number | null;
  animated: boolean | null;
  placeholder: string | null;
  crop: object | null;
  focal_x: number | null;
  focal_y: number | null;
  poster_id: string | null;
  filesize: number | null;
}

/** Files by id, in one statement; everybody may see them all. Ids that are none, or name nothing, are left out. */
export async function findMediaRows(payload: Payload, ids: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, MediaRow>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string' && ID.test(id)))];
  if (wanted.length === 0) return new Map();
  const { rows } = await toExecutor(payload).execute<Row>(
    prepared(sql`
      select id::text as id, filename, mime_type, fingerprint, alt, decorative, caption, credit, width::float8 as width, height::float8 as height,
        animated, placeholder, focal_x::float8 as focal_x, focal_y::float8 as focal_y, poster_id::text as poster_id, filesize::float8 as filesize,
        case when crop_width is null then null else json_build_object('x', crop_x, 'y', crop_y, 'width', crop_width, 'height', crop_height) end as crop
      from media where id = any(${sql.param(wanted)}::uuid[])`),
  );
  return new Map(
    rows.flatMap((row) => (row.filename && row.mime_type ? [[row.id, toMediaRow(row, row.filename, row.mime_type)] as const] : [])),
  );
}

function toMediaRow(row: Row, filename: string, mimeType: string): MediaRow {
  return {
    id: row.id,
    filename,
    mimeType,
    fingerprint: row.fingerprint ?? NO_FINGERPRINT,
    alt: row.decorative ? '' : (row.alt ?? ''),
    caption: row.caption,
    credit: row.credit,
    width: row.width,
    height: row.height,
    animated: row.animated === true,
    placeholder: row.placeholder,
    crop: toCrop(row.crop),
    focus: toFocus({ focalX: row.focal_x, focalY: row.focal_y }),
    posterId: row.poster_id,
    size: row.filesize,
  };
}
