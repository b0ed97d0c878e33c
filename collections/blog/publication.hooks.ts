import type { CollectionBeforeChangeHook, CollectionBeforeValidateHook } from 'payload';
import { toPublicBody } from '../../core/richtext/paywall.ts';
import { toText } from '../../core/richtext/to-text.ts';
import { isBody } from '../../core/richtext/types.ts';
import { toSlug } from '../../core/slugs.ts';

/** A slug from the title when none is given, so that a first draft can be saved with a title alone. */
export const fillSlug: CollectionBeforeValidateHook = ({ data, originalDoc, req }) => {
  if (!data) return data;
  // Old addresses such as `a--b` have to hold.
  if (req.context.imported && typeof data.slug === 'string' && data.slug) return data;
  const title = typeof data.title === 'string' ? data.title : '';
  const given = typeof data.slug === 'string' ? data.slug : (originalDoc?.slug as string | undefined);
  return { ...data, slug: toSlug(given?.trim() || title) };
};

/** First publication dates itself; the public part and its text are cut from the body at every save. */
export const derivePublic: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const body = 'body' in data ? data.body : originalDoc?.body;
  const visibility = data.visibility ?? originalDoc?.visibility ?? 'public';
  const publicBody = isBody(body) ? toPublicBody(body, visibility) : null;
  const isFirst = data._status === 'published' && !(data.publishedAt ?? originalDoc?.publishedAt);
  return {
    ...data,
    publicBody,
    publicText: publicBody ? toText(publicBody) : '',
    ...(isFirst ? { publishedAt: new Date().toISOString() } : {}),
  };
};
