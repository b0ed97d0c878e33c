import { nobodyField } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { editorsField, editorsOrCustomer, readOnlyForEditors } from './rules.ts';

/** What somebody bought. Its lines keep the names and prices of that moment. */
export const orders = defineCollection({
  queryable: ['number', 'state', 'placedAt', 'paidAt'],
  emits: false,
  collection: {
    slug: 'orders',
    access: { ...readOnlyForEditors, read: editorsOrCustomer('customer') },
    admin: {
      group: 'Cart',
      description: 'Orders, newest first. “Refund due” means that money came and the goods were gone: pay it back.',
      useAsTitle: 'number',
      defaultColumns: ['number', 'state', 'total', 'currency', 'email', 'placedAt', 'paidAt'],
      listSearchableFields: ['number', 'email', 'name'],
    },
    defaultSort: '-placedAt',
    disableDuplicate: true,
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'number', type: 'text', required: true, unique: true },
          {
            name: 'state',
            type: 'select',
            required: true,
            index: true,
            options: [
              { label: 'Waiting for payment', value: 'pending' },
              { label: 'Paid', value: 'paid' },
              { label: 'Expired', value: 'expired' },
              { label: 'Cancelled', value: 'cancelled' },
              { label: 'Refund due', value: 'refund_due' },
              { label: 'Refunded', value: 'refunded' },
            ],
          },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'total', type: 'number', required: true, admin: { description: 'In pence or cents.' } },
          { name: 'currency', type: 'text', required: true },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'name', type: 'text' },
          { name: 'email', type: 'text', required: true, index: true },
        ],
      },
      {
        name: 'lines',
        type: 'join',
        collection: 'order-lines',
        on: 'order',
        admin: { allowCreate: false, defaultColumns: ['title', 'quantity', 'unitPrice', 'total'] },
      },
      {
        name: 'payments',
        type: 'join',
        collection: 'payments',
        on: 'order',
        access: { read: editorsField },
        admin: { allowCreate: false, defaultColumns: ['reference', 'status', 'amount', 'settledAt'] },
      },
      { name: 'customer', type: 'relationship', relationTo: 'users', index: true, admin: { position: 'sidebar' } },
      {
        name: 'payee',
        type: 'text',
        required: true,
        admin: { position: 'sidebar', description: 'Whose account at the provider the money goes to.' },
      },
      { name: 'placedAt', type: 'date', required: true, index: true, admin: { position: 'sidebar' } },
      { name: 'paidAt', type: 'date', admin: { position: 'sidebar' } },
      { name: 'holdUntil', type: 'date', admin: { position: 'sidebar', description: 'Until when the goods are held without payment.' } },
      { name: 'settledPayment', type: 'relationship', relationTo: 'payments', unique: true, admin: { hidden: true } },
      { name: 'basketKey', type: 'text', index: true, admin: { hidden: true }, access: { read: nobodyField } },
      { name: 'token', type: 'text', required: true, admin: { hidden: true }, access: { read: nobodyField } },
      { name: 'leaseUntil', type: 'date', admin: { hidden: true }, access: { read: nobodyField } },
    ],
  },
});
