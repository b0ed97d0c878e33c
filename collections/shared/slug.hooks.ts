import type { CollectionBeforeValidateHook } from 'payload';
import { toSlug } from '../../core/slugs.ts';

/** A slug from the title when none is given, so that a first draft can be saved with a title alone. */
export const fillSlugFromTitle: CollectionBeforeValidateHook = ({ data, originalDoc }) => {
  if (!data) return data;
  const title = typeof data.title === 'string' ? data.title : '';
  const given = typeof data.slug === 'string' ? data.slug : (originalDoc?.slug as string | undefined);
  return { ...data, slug: toSlug(given?.trim() || title) };
};
