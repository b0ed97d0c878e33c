import type { Payload } from 'payload';
import type { Picture } from '../contracts/shared.ts';
import type { Media } from '../payload-types.ts';

/** The pictures of a list with one look-up, by id; the large size where there is one, and all sizes as `srcset`. */
export async function findPictures(payload: Payload, ids: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, Picture>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (wanted.length === 0) return new Map();
  const { docs } = await payload.find({
    collection: 'media',
    where: { id: { in: wanted } },
    limit: wanted.length,
    pagination: false,
    depth: 0,
  });
  return new Map(
    docs.flatMap((doc) => {
      if (!doc.url) return [];
      const large = doc.sizes?.large;
      const width = large?.url ? large.width : doc.width;
      const height = large?.url ? large.height : doc.height;
      const picture: Picture = {
        url: large?.url ?? doc.url,
        alt: doc.alt,
        ...(width && height ? { width, height } : {}),
        ...(doc.caption ? { caption: doc.caption } : {}),
        ...toSrcset(doc.sizes),
      };
      return [[String(doc.id), picture] as const];
    }),
  );
}

function toSrcset(sizes: Media['sizes']): { srcset?: string } {
  const made = [sizes?.small, sizes?.large].flatMap((size) => (size?.url && size.width ? [`${size.url} ${size.width}w`] : []));
  return made.length > 0 ? { srcset: made.join(', ') } : {};
}

/** The address of an uploaded file by its name, as Payload serves it. */
export function toMediaUrl(payload: Payload, filename: string): string {
  return `${payload.config.serverURL}${payload.config.routes.api}/media/file/${encodeURIComponent(filename)}`;
}
