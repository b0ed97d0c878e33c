import type { Payload } from 'payload';
import type { Picture } from '../contracts/shared.ts';

/** The pictures of a list with one look-up, by id; the large size where there is one. */
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
      };
      return [[String(doc.id), picture] as const];
    }),
  );
}

/** The address of an uploaded file by its name, as Payload serves it. */
export function toMediaUrl(payload: Payload, filename: string): string {
  return `${payload.config.serverURL}${payload.config.routes.api}/media/file/${encodeURIComponent(filename)}`;
}
