import type { UserRole } from '../../../contracts/shared.ts';

/** Whom something of the admin is for; each includes those after it. */
export type Audience = 'staff' | 'editors' | 'admins';

const ROLES: Readonly<Record<Audience, readonly UserRole[]>> = {
  staff: ['author', 'editor', 'admin'],
  editors: ['editor', 'admin'],
  admins: ['admin'],
};

/** Whether the person at the admin belongs to an audience; the same roles as `collections/shared/access.ts` names. */
export function isOf(user: unknown, audience: Audience): boolean {
  if (typeof user !== 'object' || user === null) return false;
  if ('status' in user && user.status === 'locked') return false;
  const roles: readonly unknown[] = 'roles' in user && Array.isArray(user.roles) ? user.roles : [];
  return roles.some((role) => ROLES[audience].some((one) => one === role));
}
