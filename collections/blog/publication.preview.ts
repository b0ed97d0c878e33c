import type { PayloadRequest } from 'payload';
import { OWN_PREVIEW, toPreviewPath } from '../../core/preview-links.ts';
import { PREVIEW_PREFERENCE, PREVIEW_READERS, type PreviewReader } from '../../core/preview-readers.ts';
import { toOrigin } from '../../platform/origins.ts';

/** The admin's own link to a draft on the blog, as the editor last chose to see it; a new one at every save, so that the frame loads anew. */
export async function toOwnPreview(slug: 'posts' | 'pages', id: unknown, req: PayloadRequest): Promise<string | null> {
  if (typeof id !== 'string' || !req.user) return null;
  const until = Math.floor(Date.now() / 1000) + OWN_PREVIEW;
  const as = await findChosenReader(req);
  const link = { kind: slug === 'posts' ? 'post' : 'page', id, as, until, switchable: true } as const;
  return toOrigin(req.payload, 'blog') + toPreviewPath(link, req.payload.secret);
}

async function findChosenReader(req: PayloadRequest): Promise<PreviewReader> {
  const { docs } = await req.payload.find({
    collection: 'payload-preferences',
    where: { and: [{ key: { equals: PREVIEW_PREFERENCE } }, { 'user.value': { equals: req.user?.id } }] },
    depth: 0,
    pagination: false,
    limit: 1,
    req,
  });
  const chosen: unknown = docs[0]?.value;
  return PREVIEW_READERS.find((reader) => reader === chosen) ?? 'visitor';
}
