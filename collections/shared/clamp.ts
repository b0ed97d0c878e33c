import { APIError, type CollectionBeforeOperationHook, type Where } from 'payload';
import { hasRole } from './access.ts';

const MOST_FOR_VISITORS = 100;
const MOST_FOR_STAFF = 1000;
const DEEPEST = 2;

type Query = {
  limit?: number;
  depth?: number;
  pagination?: boolean;
  where?: Where;
  sort?: string | string[];
  overrideAccess?: boolean;
  joins?: unknown;
};

/**
 * Bounds what a request may ask: `limit=0` and depth 10 are open in Payload by
 * default, and a filter or sort on a hidden field tells its value bit by bit.
 * The house's own reads (overrideAccess) are left alone.
 */
export function clampQuery(queryable: readonly string[]): CollectionBeforeOperationHook {
  const allowed = new Set([...queryable, 'id', 'createdAt', 'updatedAt']);
  return ({ args, overrideAccess, req }) => {
    const query = args as Query;
    // REST and GraphQL leave it undefined; only the house's own reads say true.
    if ((overrideAccess ?? query.overrideAccess) === true) return args;
    const isStaff = hasRole(req, 'admin', 'editor', 'author');
    if (query.depth !== undefined) query.depth = Math.min(Math.max(0, query.depth), DEEPEST);
    if (!isStaff) {
      for (const path of [...toWherePaths(query.where), ...toSortPaths(query.sort)]) {
        if (!allowed.has(path)) {
          throw new APIError(`"${path}" cannot be used to filter or sort here.`, 400, undefined, true);
        }
      }
    }
    const isUnlimited = query.pagination === false || query.limit !== undefined;
    if (isUnlimited && !isLookupByIds(query)) {
      const most = isStaff ? MOST_FOR_STAFF : MOST_FOR_VISITORS;
      query.limit = query.limit !== undefined && query.limit > 0 ? Math.min(query.limit, most) : most;
    }
    return args;
  };
}

/** Payload's own data loader populates relations by `id in […]` without a limit; the list itself is the bound. */
function isLookupByIds(query: Query): boolean {
  if (query.pagination !== false || !query.where) return false;
  const keys = Object.keys(query.where);
  const id = query.where.id as { in?: unknown } | undefined;
  return keys.length === 1 && Array.isArray(id?.in) && id.in.length <= MOST_FOR_STAFF;
}

/** Every field path named in a filter, `and`/`or` unfolded; versions' paths lose their `version.` prefix. */
export function toWherePaths(where: Where | undefined, depth = 0): string[] {
  if (!where || typeof where !== 'object') return [];
  if (depth > 10) throw new APIError('This filter is nested too deeply.', 400, undefined, true);
  return Object.entries(where).flatMap(([key, value]) =>
    ['and', 'or'].includes(key.toLowerCase()) && Array.isArray(value)
      ? value.flatMap((part) => toWherePaths(part as Where, depth + 1))
      : [key.replace(/^version\./, '').replace(/\.id$/, '')],
  );
}

function toSortPaths(sort: string | string[] | undefined): string[] {
  if (!sort) return [];
  return (Array.isArray(sort) ? sort : sort.split(',')).map((part) =>
    part
      .trim()
      .replace(/^-/, '')
      .replace(/^version\./, ''),
  );
}
