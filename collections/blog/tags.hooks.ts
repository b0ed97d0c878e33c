import type { CollectionBeforeValidateHook } from 'payload';
import { toSlug } from '../../core/slugs.ts';

/** A slug from the name when none is given; internal tags keep their mark apart from the public ones. */
export const fillTagSlug: CollectionBeforeValidateHook = ({ data, originalDoc, req }) => {
  if (!data) return data;
  if (req.context.imported && typeof data.slug === 'string' && data.slug) return data;
  const name = typeof data.name === 'string' ? data.name : '';
  const given = typeof data.slug === 'string' ? data.slug : (originalDoc?.slug as string | undefined);
  return { ...data, slug: toSlug(given?.trim() || name.replace(/^#/, 'hash-')) };
};
