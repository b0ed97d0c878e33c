import { APIError, type CollectionBeforeValidateHook, type PayloadRequest } from 'payload';

/** An editor's own saves overtake each other by this much: a button is pressed while an autosave is on its way. */
const OWN_SAVES_MS = 15_000;

/**
 * Refuses a save that began from an older version than is stored, autosaves too. A form sends the
 * `updatedAt` with which it began; a program that sends none has not read the document first and
 * writes at its own risk. To put back what is out, word for word (the admin's "revert to published"),
 * is meant to go over a newer draft, which stays among the versions.
 */
export const refuseStale: CollectionBeforeValidateHook = async ({ collection, data, operation, originalDoc, req }) => {
  if (operation !== 'update' || req.context.isRestoringVersion || req.context.imported) return data;
  const began = toTime(data?.updatedAt);
  const stored = toTime(originalDoc?.updatedAt);
  if (began === null || stored === null || began >= stored) return data;
  const isOwn = req.user && toId(originalDoc?.editedBy) === String(req.user.id);
  if (isOwn && Date.now() - stored < OWN_SAVES_MS) return data;
  if (data?._status === 'published' && (await isWhatIsOut(req, collection.slug, originalDoc.id, data))) return data;
  throw new APIError(
    'Somebody has saved this since you opened it, so your changes were not written over theirs. Copy what you need, then reload the page.',
    409,
    undefined,
    true,
  );
};

async function isWhatIsOut(req: PayloadRequest, slug: string, id: string, data: Record<string, unknown>): Promise<boolean> {
  if (slug !== 'posts' && slug !== 'pages') return false;
  const out: Record<string, unknown> = {
    ...(await req.payload.findByID({ collection: slug, id, draft: false, depth: 0, joins: false, req })),
  };
  const isSame = (name: string) => JSON.stringify(data[name] ?? null) === JSON.stringify(out[name] ?? null);
  return out._status === 'published' && Object.keys(data).every((name) => NOT_WRITTEN.has(name) || isSame(name));
}

/** What a form sends along that is no content. */
const NOT_WRITTEN = new Set(['updatedAt', 'createdAt', 'editedBy', 'notes']);

function toTime(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function toId(related: unknown): string | null {
  if (typeof related === 'string') return related;
  return related && typeof related === 'object' && 'id' in related ? String(related.id) : null;
}
