import { defineCollection } from '../shared/define.ts';
import { readOnlyForEditors } from './rules.ts';

/** Money that goes back of a payment: asked for here first, then at the provider, then seen in its events. */
export const refunds = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'refunds',
    access: readOnlyForEditors,
    admin: {
      group: 'Cart',
      description: 'Money that goes back. “Failed” ones were refused by the provider and need a person.',
      useAsTitle: 'reason',
      defaultColumns: ['createdAt', 'payment', 'amount', 'currency', 'state', 'reason', 'lastError'],
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'payment', type: 'relationship', relationTo: 'payments', required: true, index: true },
      {
        type: 'row',
        fields: [
          { name: 'amount', type: 'number', required: true, admin: { description: 'In pence or cents.' } },
          { name: 'currency', type: 'text', required: true },
        ],
      },
      {
        name: 'state',
        type: 'select',
        required: true,
        index: true,
        options: [
          { label: 'Requested', value: 'requested' },
          { label: 'Done', value: 'done' },
          { label: 'Failed', value: 'failed' },
        ],
      },
      { name: 'reason', type: 'text', required: true },
      { name: 'lastError', type: 'text' },
      { name: 'requestedBy', type: 'relationship', relationTo: 'users', admin: { description: 'Empty: the house itself.' } },
      { name: 'sentAt', type: 'date', admin: { description: 'When the provider was asked to send it.' } },
      { name: 'doneAt', type: 'date' },
      { name: 'leaseUntil', type: 'date', admin: { hidden: true } },
    ],
  },
});
