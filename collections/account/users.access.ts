import type { Access, FieldAccess, Where } from 'payload';
import { hasRole, rule } from '../shared/access.ts';

type Asker = Parameters<Access>[0];
type FieldAsker = Parameters<FieldAccess>[0];

/** Staff see everybody; others themselves and those who have published something. */
export const publishedOrSelfOrStaff: Access = rule(({ req }: Asker): boolean | Where => {
  if (hasRole(req, 'admin', 'editor', 'author')) return true;
  const published: Where = { publishes: { equals: true } };
  return req.user ? { or: [published, { id: { equals: req.user.id } }] } : published;
});

/** People keep their own profile; admins keep everybody's. What they may not touch is said per field. */
export const selfOrAdmins: Access = rule(({ req }: Asker): boolean | Where => {
  if (hasRole(req, 'admin')) return true;
  return req.user ? { id: { equals: req.user.id } } : false;
});

/** Private fields; without a document (a filter, a sort) only staff may name them. */
export const staffOrSelfField: FieldAccess = rule(({ req, doc }: FieldAsker) => {
  if (hasRole(req, 'admin', 'editor', 'author')) return true;
  return Boolean(req.user && doc && doc.id === req.user.id);
});
