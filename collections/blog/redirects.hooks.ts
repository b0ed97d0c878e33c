import { type CollectionBeforeValidateHook, ValidationError } from 'payload';
import { refuseRedirect } from '../../core/redirects.ts';

/**
 * A redirect that nobody could follow is not saved: patterns that we cannot run in bounded time, and rings.
 * What an import brings is kept as it was; the blog skips what it cannot use.
 */
export const refuseUselessRedirect: CollectionBeforeValidateHook = async ({ collection, data, originalDoc, req }) => {
  if (!data || req.context.imported) return data;
  const { docs } = await req.payload.find({
    collection: 'redirects',
    where: originalDoc?.id ? { id: { not_equals: originalDoc.id } } : {},
    sort: '_order',
    depth: 0,
    pagination: false,
    limit: 10_000,
    req,
  });
  const message = refuseRedirect(toRule({ ...originalDoc, ...data }), docs.map(toRule));
  if (message) throw new ValidationError({ collection: collection.slug, errors: [{ path: 'from', message }], req });
  return data;
};

function toRule(doc: Readonly<Record<string, unknown>> | object) {
  const row: Readonly<Record<string, unknown>> = { ...doc };
  return {
    from: String(row.from ?? '').trim(),
    to: String(row.to ?? '').trim(),
    permanent: row.permanent !== false,
    pattern: row.pattern === true,
    ignoreCase: row.ignoreCase === true,
  };
}
