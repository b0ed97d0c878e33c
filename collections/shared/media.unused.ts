import type { CollectionBeforeOperationHook, Where } from 'payload';
import { listUnused } from '../../platform/media/uses.ts';

/**
 * Makes `unused` a filter like any other, in the admin's list, REST and GraphQL: whether a file is
 * used is not kept anywhere, so it is looked up when it is asked.
 */
export const filterUnused: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const query = args as { where?: Where };
  if (operation !== 'read' || !query.where || !names(query.where)) return args;
  const unused = await listUnused(req.payload);
  return { ...args, where: replace(query.where, unused) };
};

function names(where: Where): boolean {
  return Object.entries(where).some(
    ([key, value]) => key === 'unused' || (Array.isArray(value) && value.some((part) => names(part as Where))),
  );
}

function replace(where: Where, unused: readonly string[]): Where {
  return Object.fromEntries(
    Object.entries(where).map(([key, value]) => {
      if (Array.isArray(value)) return [key, value.map((part) => replace(part as Where, unused))];
      if (key !== 'unused') return [key, value];
      const { equals } = value as { equals?: unknown };
      const isWanted = equals === true || equals === 'true';
      return ['id', { [isWanted ? 'in' : 'not_in']: [...unused] }];
    }),
  );
}
