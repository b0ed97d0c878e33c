import { editors, nobody } from './access.ts';
import { defineCollection } from './define.ts';

/** Who likes what: one row per (kind, id) and member or actor of the fediverse. Services write them, no API does. */
export const likes = defineCollection({
  queryable: [],
  emits: { cacheTags: (doc) => [`likes:${String(doc.objectType)}:${String(doc.objectId)}`], isPublic: () => false },
  collection: {
    slug: 'likes',
    access: { create: nobody, read: editors, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Shared',
      description: 'Who likes what.',
      // Nobody can like anything yet; it has its place, so that its slug and rules are stable.
      hidden: true,
      defaultColumns: ['objectType', 'objectId', 'user', 'actor', 'createdAt'],
    },
    indexes: [
      { fields: ['objectType', 'objectId', 'user'], unique: true },
      { fields: ['objectType', 'objectId', 'actor'], unique: true },
    ],
    fields: [
      { name: 'objectType', type: 'text', required: true, maxLength: 60 },
      { name: 'objectId', type: 'text', required: true, maxLength: 191 },
      { name: 'user', type: 'relationship', relationTo: 'users', index: true },
      { name: 'actor', type: 'text', maxLength: 2000 },
      { name: 'activityUrl', type: 'text', maxLength: 2000, admin: { hidden: true } },
    ],
  },
});
