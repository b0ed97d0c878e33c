import { APIError, type CollectionAfterErrorHook, type CollectionBeforeChangeHook, type CollectionBeforeValidateHook } from 'payload';
import { toSlug } from '../../core/slugs.ts';

/** Those who write need an address; a member has none until they publish. */
export const fillUserSlug: CollectionBeforeValidateHook = ({ data, originalDoc, req }) => {
  if (!data) return data;
  if (req.context.imported && typeof data.slug === 'string' && data.slug) return data;
  const slug = data.slug ?? originalDoc?.slug;
  if (typeof slug === 'string' && slug.trim()) {
    return typeof data.slug === 'string' ? { ...data, slug: toSlug(data.slug) } : data;
  }
  const roles: unknown = data.roles ?? originalDoc?.roles;
  const name: unknown = data.name ?? originalDoc?.name;
  const writes = Array.isArray(roles) && roles.some((role) => role !== 'member');
  return writes && typeof name === 'string' ? { ...data, slug: toSlug(name) } : { ...data, slug: null };
};

/** Somebody must be left who can give rights back. */
export const keepAnAdmin: CollectionBeforeChangeHook = async ({ data, operation, originalDoc, req }) => {
  if (operation !== 'update' || !isActiveAdmin(originalDoc) || isActiveAdmin({ ...originalDoc, ...data })) return data;
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    where: { and: [{ roles: { contains: 'admin' } }, { status: { equals: 'active' } }, { id: { not_equals: originalDoc.id } }] },
    req,
  });
  if (totalDocs === 0) throw new APIError('This is the last admin. Make somebody else an admin first.', 400, undefined, true);
  return data;
};

/** Payload says when an account is locked by tries; that would tell that it exists. */
export const sayTheSameToEveryone: CollectionAfterErrorHook = ({ error, req }) => {
  if (error.name !== 'LockedAuth') return undefined;
  return { status: 401, response: { errors: [{ message: req.t('error:emailOrPasswordIncorrect') }] } };
};

function isActiveAdmin(doc: { roles?: unknown; status?: unknown } | undefined): boolean {
  return Array.isArray(doc?.roles) && doc.roles.includes('admin') && doc.status === 'active';
}
