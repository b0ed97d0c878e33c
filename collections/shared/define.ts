import type { CollectionConfig, GlobalConfig } from 'payload';
import { clampQuery } from './clamp.ts';
import { type Emits, emitChange, emitDelete, markSave } from './emits.ts';
import { withPlainCode } from './plain-code.ts';

export interface Definition {
  readonly collection: CollectionConfig;
  /**
   * Paths by which people other than staff may filter and sort; whatever is not
   * listed is refused, so that a hidden field cannot be guessed at.
   */
  readonly queryable: readonly string[];
  /** How changes become activities; `false` for records that are themselves traces of something. */
  readonly emits: Emits | false;
}

const OPERATIONS = ['create', 'read', 'update', 'delete', 'readVersions', 'admin', 'unlock'] as const;

/**
 * Every collection of the house goes through here: all seven access rules must be
 * written down (a missing one throws at start), limits and depth are clamped, and
 * each change writes an activity in the same transaction, whichever door it came by.
 */
export function defineCollection({ collection, queryable, emits }: Definition): CollectionConfig {
  const missing = OPERATIONS.filter((operation) => !collection.access?.[operation]);
  if (missing.length > 0) {
    throw new Error(
      `Collection "${collection.slug}" has no rule for: ${missing.join(', ')}. Access is denied unless a rule allows it, so write each one.`,
    );
  }
  const hooks = collection.hooks ?? {};
  return {
    ...collection,
    fields: withPlainCode(collection.fields),
    hooks: {
      ...hooks,
      beforeOperation: [clampQuery(queryable), markSave, ...(hooks.beforeOperation ?? [])],
      afterChange: [...(hooks.afterChange ?? []), ...(emits ? [emitChange(emits)] : [])],
      afterDelete: [...(hooks.afterDelete ?? []), ...(emits ? [emitDelete(emits)] : [])],
    },
  };
}

/** The same promise for globals: read, update and readVersions are written down. */
export function defineGlobal(global: GlobalConfig): GlobalConfig {
  const missing = (['read', 'update', 'readVersions'] as const).filter((operation) => !global.access?.[operation]);
  if (missing.length > 0) {
    throw new Error(`Global "${global.slug}" has no rule for: ${missing.join(', ')}.`);
  }
  return { ...global, fields: withPlainCode(global.fields) };
}
