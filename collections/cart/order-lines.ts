import { defineCollection } from '../shared/define.ts';
import { editorsOrCustomer, readOnlyForEditors } from './rules.ts';

/** One thing in an order, as it was called and priced when it was bought. */
export const orderLines = defineCollection({
  queryable: ['order'],
  emits: false,
  collection: {
    slug: 'order-lines',
    labels: { singular: 'Order line', plural: 'Order lines' },
    access: { ...readOnlyForEditors, read: editorsOrCustomer('order.customer') },
    admin: {
      group: 'Cart',
      description: 'What was bought, with the names and prices of that moment.',
      useAsTitle: 'title',
      defaultColumns: ['title', 'kind', 'quantity', 'unitPrice', 'total', 'order'],
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'order', type: 'relationship', relationTo: 'orders', required: true, index: true },
      { name: 'position', type: 'number', required: true },
      { name: 'title', type: 'text', required: true },
      {
        type: 'row',
        fields: [
          { name: 'quantity', type: 'number', required: true },
          { name: 'unitPrice', type: 'number', required: true },
          { name: 'total', type: 'number', required: true },
          { name: 'currency', type: 'text', required: true },
        ],
      },
      {
        type: 'row',
        fields: [
          {
            name: 'kind',
            type: 'select',
            required: true,
            options: [
              { label: 'Product', value: 'product' },
              { label: 'Ticket', value: 'ticket' },
            ],
          },
          { name: 'sellableId', type: 'text', required: true, index: true },
          { name: 'taxBasisPoints', type: 'number', required: true },
        ],
      },
      { name: 'brand', type: 'text' },
      { name: 'imageUrl', type: 'text' },
      { name: 'path', type: 'text' },
    ],
  },
});
