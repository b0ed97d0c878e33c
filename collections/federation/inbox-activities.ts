import { editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { siteField } from './site-field.ts';

/**
 * What came in from other servers, signed and checked. The unique address of the activity is
 * what makes its effect happen once, however often it is sent.
 */
export const inboxActivities = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'inbox-activities',
    access: { create: nobody, read: editors, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Incoming activity', plural: 'Incoming activities' },
    admin: {
      group: 'Federation',
      useAsTitle: 'activityId',
      defaultColumns: ['type', 'actor', 'site', 'createdAt'],
      description: 'What other servers have sent, newest first.',
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'activityId', label: 'Activity', type: 'text', required: true, unique: true },
      { name: 'type', label: 'Kind', type: 'text', required: true },
      { name: 'actor', type: 'text', required: true, index: true },
      { name: 'handle', type: 'text', admin: { description: 'As people write it: @name@example.org.' } },
      { name: 'objectUrl', label: 'About', type: 'text', index: true },
      siteField('The site it was sent to.'),
    ],
  },
});
