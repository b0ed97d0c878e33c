import {
  APIError,
  type CollectionAfterErrorHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeValidateHook,
  type PayloadRequest,
} from 'payload';
import { toSlug } from '../../core/slugs.ts';

/** Those who write need an address; a member has none until they publish. Namesakes are numbered. */
export const fillUserSlug: CollectionBeforeValidateHook = async ({ data, originalDoc, req }) => {
  if (!data) return data;
  const given = typeof data.slug === 'string' ? data.slug.trim() : '';
  if (given) return { ...data, slug: toSlug(given) };
  if (data.slug === undefined && originalDoc?.slug) return data;
  const roles: unknown = data.roles ?? originalDoc?.roles;
  const name: unknown = data.name ?? originalDoc?.name;
  const writes = Array.isArray(roles) && roles.some((role) => role !== 'member');
  return { ...data, slug: writes && typeof name === 'string' ? await toFreeSlug(req, toSlug(name)) : null };
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

async function toFreeSlug(req: PayloadRequest, slug: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const wish = number === 1 ? slug : `${slug}-${number}`;
    const { totalDocs } = await req.payload.count({ collection: 'users', where: { slug: { equals: wish } }, req });
    if (totalDocs === 0) return wish;
  }
}

function isActiveAdmin(doc: { roles?: unknown; status?: unknown } | undefined): boolean {
  return Array.isArray(doc?.roles) && doc.roles.includes('admin') && doc.status === 'active';
}
