import type { Payload } from 'payload';
import type { Enclosure } from '../../contracts/blog-pages.ts';
import { listRecordings } from '../../core/richtext/enclosures.ts';
import { findMediaRows } from '../../platform/media/rows.ts';
import { toOrigin } from '../../platform/origins.ts';
import { toMediaUrl } from '../../platform/pictures.ts';

/** The recordings of each text, in their order, with what a feed has to say of a file; one look-up for all. */
export async function listEnclosures(payload: Payload, bodies: readonly unknown[]): Promise<Enclosure[][]> {
  const recordings = bodies.map(listRecordings);
  const files = await findMediaRows(
    payload,
    recordings.flat().map(({ media }) => media),
  );
  return recordings.map((list) =>
    list.flatMap(({ media, src, title, mimeType, duration }): Enclosure[] => {
      const file = media ? files.get(media) : undefined;
      const url = file ? toMediaUrl(payload, file) : URL.parse(src, toOrigin(payload, 'blog'))?.href;
      const type = file?.mimeType || mimeType || 'audio/mpeg';
      return url?.startsWith('http') ? [{ url, type, length: file?.size ?? 0, title: title || null, seconds: duration }] : [];
    }),
  );
}
