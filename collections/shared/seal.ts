import type { SanitizedConfig } from 'payload';
import { admins, isRule, nobody, rule, staff } from './access.ts';

/**
 * Payload's own collections come with "anyone signed in". Each gets a rule of ours
 * here, and whatever is left without one stops the start.
 */
const PAYLOADS_OWN: Record<string, 'mine' | 'none'> = {
  'payload-preferences': 'mine',
  'payload-locked-documents': 'none',
  'payload-jobs': 'none',
  'payload-migrations': 'none',
  'payload-kv': 'none',
};

const OPERATIONS = ['create', 'read', 'update', 'delete', 'readVersions', 'admin', 'unlock'] as const;

/** A preference belongs to the person it is about. */
const ownPreference = rule(({ req }: { req: { user: { id: string; collection: string } | null } }) =>
  req.user ? { 'user.value': { equals: req.user.id }, 'user.relationTo': { equals: req.user.collection } } : false,
);

/** Gives Payload's own collections our rules and proves that every collection has all of them. */
export async function seal(pending: Promise<SanitizedConfig>): Promise<SanitizedConfig> {
  const config = await pending;
  for (const collection of config.collections) {
    const own = PAYLOADS_OWN[collection.slug];
    if (own) {
      const access = collection.access as Record<string, unknown>;
      for (const operation of OPERATIONS) access[operation] = nobody;
      if (own === 'mine') Object.assign(access, { create: staff, read: ownPreference, update: ownPreference, delete: ownPreference });
      // The admin asks who else has a document open; staff may see and take locks, nobody else.
      if (collection.slug === 'payload-locked-documents') {
        Object.assign(access, { create: staff, read: staff, update: staff, delete: staff });
      }
      if (collection.slug === 'payload-jobs') Object.assign(access, { read: admins });
    }
  }
  assertEveryRule(config);
  return config;
}

function assertEveryRule(config: SanitizedConfig): void {
  const open = config.collections.flatMap((collection) =>
    OPERATIONS.filter((operation) => {
      const access = (collection.access as Record<string, unknown>)[operation];
      // `admin` and `unlock` matter to collections people sign in with; Payload fills in the others.
      if ((operation === 'admin' || operation === 'unlock') && !collection.auth) return false;
      if (operation === 'readVersions' && !collection.versions) return false;
      return !isRule(access);
    }).map((operation) => `${collection.slug}.${operation}`),
  );
  const openGlobals = config.globals.flatMap((global) =>
    (['read', 'update'] as const)
      .filter((operation) => !isRule(global.access[operation]))
      .map((operation) => `${global.slug}.${operation}`),
  );
  const all = [...open, ...openGlobals];
  if (all.length > 0) throw new Error(`No access rule of ours for: ${all.join(', ')}. Write one; Payload's default lets anyone signed in.`);
}
