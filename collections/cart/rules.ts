import type { Access, CollectionConfig, FieldAccess, Where } from 'payload';
import { editors, hasRole, nobody, rule } from '../shared/access.ts';

/** Read by editors, written by nobody: the service alone changes money and stock. */
export const readOnlyForEditors: CollectionConfig['access'] = {
  create: nobody,
  read: editors,
  update: nobody,
  delete: nobody,
  readVersions: nobody,
  admin: nobody,
  unlock: nobody,
};

/** Editors read all, members what is theirs by the relation at `path`. */
export function editorsOrCustomer(path: string): Access {
  return rule(({ req }: Parameters<Access>[0]): boolean | Where => {
    if (hasRole(req, 'admin', 'editor')) return true;
    if (!req.user || !hasRole(req, 'member', 'author')) return false;
    return { [path]: { equals: req.user.id } };
  });
}

export const editorsField: FieldAccess = rule(({ req }: Parameters<FieldAccess>[0]) => hasRole(req, 'admin', 'editor'));
