import type { CollectionBeforeValidateHook } from 'payload';
import { toSlug } from '../../core/slugs.ts';

/** A slug from the title or name when none is given, so that a first draft can be saved with that alone. */
export const fillSlugFromTitle: CollectionBeforeValidateHook = ({ data, originalDoc, req }) => {
  if (!data) return data;
  // Old addresses such as `a--b` have to hold.
  if (req.context.imported && typeof data.slug === 'string' && data.slug) return data;
  const title = [data.title, data.name].find((name) => typeof name === 'string') ?? '';
  const given = typeof data.slug === 'string' ? data.slug : (originalDoc?.slug as string | undefined);
  return { ...data, slug: toSlug(given?.trim() || title) };
};
