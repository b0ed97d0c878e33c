import type { Access, FieldAccess, PayloadRequest, Where } from 'payload';
import { type AccessClass, toAccessClass, type UserRole, type Viewer } from '../../contracts/shared.ts';

/** Every rule of the house is made by `rule`, so that a collection with a missing one can be told from a denying one. */
const rules = new WeakSet<object>();

/** Marks an access function as written by us; see `assertEveryRule` in seal.ts. */
export function rule<T extends (...args: never[]) => unknown>(decide: T): T {
  rules.add(decide);
  return decide;
}

export function isRule(decide: unknown): boolean {
  return typeof decide === 'function' && rules.has(decide);
}

type Asker = { req: PayloadRequest };

export function hasRole(req: PayloadRequest, ...roles: UserRole[]): boolean {
  const user = req.user as { roles?: UserRole[]; status?: string } | null;
  if (!user || user.status === 'locked') return false;
  return (user.roles ?? []).some((role) => roles.includes(role));
}

/** What the person behind a request may read; the same classes as the pages have. */
export function accessClassOf(req: PayloadRequest): AccessClass {
  const user = req.user as { id: string; roles?: UserRole[]; status?: string; tiers?: unknown; paidUntil?: string | null } | null;
  if (!user || user.status === 'locked') return 'guest';
  const viewer: Pick<Viewer, 'roles' | 'paid' | 'tiers'> = {
    roles: user.roles ?? [],
    paid: Boolean(user.paidUntil && Date.parse(user.paidUntil) > Date.now()),
    tiers: Array.isArray(user.tiers) ? user.tiers.map(String) : [],
  };
  return toAccessClass(viewer as Viewer);
}

export const nobody = rule((_: Asker) => false);
export const anyone = rule((_: Asker) => true);
export const staff = rule(({ req }: Asker) => hasRole(req, 'admin', 'editor', 'author'));
export const editors = rule(({ req }: Asker) => hasRole(req, 'admin', 'editor'));
export const admins = rule(({ req }: Asker) => hasRole(req, 'admin'));

/** Staff see everything; others what is published, dated in the past and meant for the web. */
export const staffOrPublished: Access = rule(({ req }: Asker): boolean | Where => {
  if (hasRole(req, 'admin', 'editor', 'author')) return true;
  return {
    and: [
      { _status: { equals: 'published' } },
      { publishedAt: { less_than_equal: new Date().toISOString() } },
      { emailOnly: { not_equals: true } },
    ],
  };
});

/** Editors change everything, authors what they signed. */
export const editorsOrOwnAuthor: Access = rule(({ req }: Asker): boolean | Where => {
  if (hasRole(req, 'admin', 'editor')) return true;
  if (hasRole(req, 'author') && req.user) return { authors: { contains: req.user.id } };
  return false;
});

export const staffField: FieldAccess = rule(({ req }: Asker) => hasRole(req, 'admin', 'editor', 'author'));
export const adminField: FieldAccess = rule(({ req }: Asker) => hasRole(req, 'admin'));
export const nobodyField: FieldAccess = rule((_: Asker) => false);
