import { admins, nobody } from './access.ts';
import { defineCollection } from './define.ts';

/**
 * Everything that happened, one row each, shaped like an ActivityStreams 2.0 activity. Rows are
 * written by `platform/emit.ts` only, in the transaction of what they tell of.
 */
export const activities = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'activities',
    access: { create: nobody, read: admins, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Activity', plural: 'Activities' },
    admin: {
      group: 'Workings',
      useAsTitle: 'type',
      defaultColumns: ['type', 'objectType', 'objectId', 'actorId', 'visibility', 'createdAt'],
      description: 'What happened on the platform, newest first. Nothing here can be edited.',
    },
    defaultSort: '-seq',
    disableDuplicate: true,
    fields: [
      {
        name: 'seq',
        label: 'Number',
        type: 'number',
        required: true,
        unique: true,
        admin: { description: 'The order in which things happened; may have gaps.' },
      },
      { name: 'type', type: 'text', required: true, index: true },
      {
        type: 'row',
        fields: [
          { name: 'objectType', type: 'text', required: true },
          { name: 'objectId', type: 'text', required: true, index: true },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'actorType', type: 'text' },
          { name: 'actorId', type: 'text' },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'targetType', type: 'text' },
          { name: 'targetId', type: 'text' },
        ],
      },
      {
        name: 'visibility',
        type: 'select',
        required: true,
        defaultValue: 'internal',
        options: ['internal', 'public'],
      },
      {
        name: 'imported',
        type: 'checkbox',
        defaultValue: false,
        admin: { description: 'Came in by an import: never mailed, never federated.' },
      },
      { name: 'data', type: 'json' },
    ],
  },
});
