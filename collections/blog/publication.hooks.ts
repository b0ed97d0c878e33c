import { randomBytes } from 'node:crypto';
import type { CollectionBeforeChangeHook, CollectionBeforeValidateHook, CollectionSlug, PayloadRequest } from 'payload';
import { countWords } from '../../core/richtext/count-words.ts';
import { toPublicBody } from '../../core/richtext/paywall.ts';
import { toText } from '../../core/richtext/to-text.ts';
import { isBody } from '../../core/richtext/types.ts';
import { toSlug } from '../../core/slugs.ts';

/** What a draft is called before it has a title; replaced as soon as it has one. */
const UNTITLED = /^untitled-[0-9a-f]{8}$/;

/**
 * A slug from the title until the editor gives one, so that a first draft can be saved with
 * a title alone or with nothing at all; a second post of the same title gets `-2`.
 */
export const fillSlug: CollectionBeforeValidateHook = async ({ collection, data, originalDoc, req }) => {
  if (!data) return data;
  // Old addresses such as `a--b` have to hold.
  if (req.context.imported && typeof data.slug === 'string' && data.slug) return data;
  const given = (typeof data.slug === 'string' ? data.slug : String(originalDoc?.slug ?? '')).trim();
  if (given && !UNTITLED.test(given)) return { ...data, slug: toSlug(given) };
  const title = String(data.title ?? originalDoc?.title ?? '').trim();
  if (!title) return { ...data, slug: given || `untitled-${randomBytes(4).toString('hex')}` };
  return { ...data, slug: await findFreeSlug(req, collection.slug, toSlug(title), originalDoc?.id) };
};

async function findFreeSlug(req: PayloadRequest, collection: CollectionSlug, slug: string, ownId: unknown): Promise<string> {
  const { docs } = await req.payload.find({
    collection,
    where: { slug: { like: slug } },
    select: { slug: true },
    limit: 1000,
    pagination: false,
    depth: 0,
    req,
  });
  const taken = new Set(docs.filter(({ id }) => id !== ownId).map((doc) => ('slug' in doc ? doc.slug : null)));
  let free = slug;
  for (let count = 2; taken.has(free); count += 1) free = `${slug}-${count}`;
  return free;
}

/** First publication dates itself; the public part, its text and the count of words are made from the body at every save. */
export const derivePublic: CollectionBeforeChangeHook = ({ data, originalDoc, req }) => {
  const body = 'body' in data ? data.body : originalDoc?.body;
  const visibility = data.visibility ?? originalDoc?.visibility ?? 'public';
  const publicBody = isBody(body) ? toPublicBody(body, visibility) : null;
  const isFirst = data._status === 'published' && !(data.publishedAt ?? originalDoc?.publishedAt);
  return {
    ...data,
    publicBody,
    publicText: publicBody ? toText(publicBody) : '',
    wordCount: countWords(body),
    editedBy: req.user?.id ?? originalDoc?.editedBy ?? null,
    ...(isFirst ? { publishedAt: new Date().toISOString() } : {}),
  };
};
