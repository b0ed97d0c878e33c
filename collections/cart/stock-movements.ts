import { defineCollection } from '../shared/define.ts';
import { readOnlyForEditors } from './rules.ts';

/** The ledger of stock: one row for each change of what is on hand, never altered. */
export const stockMovements = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'stock-movements',
    labels: { singular: 'Movement', plural: 'Movements' },
    access: readOnlyForEditors,
    admin: {
      group: 'Cart',
      description: 'Every change of stock since the beginning. Rows are only added.',
      useAsTitle: 'note',
      defaultColumns: ['createdAt', 'pool', 'kind', 'change', 'onHandAfter', 'note'],
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'pool', type: 'relationship', relationTo: 'pools', required: true, index: true },
      {
        type: 'row',
        fields: [
          {
            name: 'kind',
            type: 'select',
            required: true,
            options: [
              { label: 'Received', value: 'received' },
              { label: 'Corrected', value: 'corrected' },
              { label: 'Sold', value: 'sold' },
              { label: 'Returned', value: 'returned' },
            ],
          },
          { name: 'change', type: 'number', required: true },
          { name: 'onHandAfter', type: 'number', required: true, label: 'On hand after' },
        ],
      },
      { name: 'note', type: 'text' },
      { name: 'order', type: 'relationship', relationTo: 'orders', index: true },
      { name: 'movedBy', type: 'relationship', relationTo: 'users' },
    ],
  },
});
