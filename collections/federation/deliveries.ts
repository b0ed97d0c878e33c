import { editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { siteField } from './site-field.ts';

/**
 * One activity on its way to one inbox. A `dead` one was refused or unreachable too often;
 * it can be sent again from here. Written by the federation service only.
 */
export const deliveries = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'deliveries',
    access: { create: nobody, read: editors, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Delivery', plural: 'Deliveries' },
    admin: {
      group: 'Federation',
      useAsTitle: 'activityId',
      defaultColumns: ['activityType', 'host', 'state', 'attempts', 'lastError', 'updatedAt'],
      description: 'What goes out to other servers. Filter by the state "Dead" to see what never arrived.',
    },
    defaultSort: '-seq',
    disableDuplicate: true,
    indexes: [{ fields: ['activityId', 'inbox'], unique: true }],
    fields: [
      {
        name: 'seq',
        label: 'Number',
        type: 'number',
        required: true,
        unique: true,
        admin: { description: 'What is about the same thing goes to an inbox in this order.' },
      },
      siteField('The site that sends.'),
      {
        type: 'row',
        fields: [
          { name: 'activityType', label: 'Kind', type: 'text', required: true },
          { name: 'objectId', label: 'About', type: 'text', index: true },
        ],
      },
      { name: 'activityId', label: 'Activity', type: 'text', required: true },
      {
        type: 'row',
        fields: [
          { name: 'host', label: 'Server', type: 'text', required: true },
          { name: 'inbox', type: 'text', required: true, index: true },
        ],
      },
      {
        name: 'state',
        type: 'select',
        required: true,
        defaultValue: 'pending',
        index: true,
        options: [
          { value: 'pending', label: 'Waiting' },
          { value: 'delivered', label: 'Delivered' },
          { value: 'dead', label: 'Dead' },
          { value: 'gone', label: 'Inbox gone' },
          { value: 'withdrawn', label: 'Withdrawn' },
        ],
        admin: { description: 'Withdrawn: the post was taken back before this was sent.' },
      },
      {
        type: 'row',
        fields: [
          { name: 'attempts', type: 'number', required: true, defaultValue: 0 },
          {
            name: 'lastStatus',
            label: 'Last answer',
            type: 'number',
            admin: { description: 'HTTP status; empty when there was no answer.' },
          },
        ],
      },
      { name: 'lastError', type: 'textarea' },
      {
        type: 'row',
        fields: [
          { name: 'nextAt', label: 'Next attempt', type: 'date' },
          { name: 'deliveredAt', label: 'Delivered', type: 'date' },
        ],
      },
      {
        name: 'resend',
        type: 'ui',
        admin: {
          position: 'sidebar',
          disableListColumn: true,
          components: { Field: '/collections/federation/resend-button.tsx#ResendButton' },
        },
      },
    ],
  },
});
