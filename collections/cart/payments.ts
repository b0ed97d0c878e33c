import { nobodyField } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { readOnlyForEditors } from './rules.ts';

/** One attempt to pay an order at the provider. A new attempt is a new row with a new reference. */
export const payments = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'payments',
    access: readOnlyForEditors,
    admin: {
      group: 'Cart',
      description: 'Attempts to pay, as the provider reports them.',
      useAsTitle: 'reference',
      defaultColumns: ['reference', 'status', 'amount', 'currency', 'order', 'settledAt'],
      listSearchableFields: ['reference', 'providerCheckoutId', 'transactionId'],
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'order', type: 'relationship', relationTo: 'orders', required: true, index: true },
      { name: 'reference', type: 'text', required: true, unique: true, maxLength: 64 },
      {
        name: 'status',
        type: 'select',
        required: true,
        index: true,
        options: [
          { label: 'Open', value: 'pending' },
          { label: 'Last attempt failed', value: 'failed' },
          { label: 'Expired', value: 'expired' },
          { label: 'Paid', value: 'paid' },
          { label: 'Refund due', value: 'refund_due' },
          { label: 'Refunded', value: 'refunded' },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'amount', type: 'number', required: true, admin: { description: 'In pence or cents.' } },
          { name: 'currency', type: 'text', required: true },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'provider', type: 'text', required: true },
          { name: 'merchantCode', type: 'text', required: true },
        ],
      },
      { name: 'providerCheckoutId', type: 'text', unique: true },
      { name: 'transactionId', type: 'text' },
      { name: 'payUrl', type: 'text' },
      { name: 'validUntil', type: 'date', required: true },
      { name: 'attemptedAt', type: 'date', admin: { description: 'When the provider was first asked to open a checkout.' } },
      { name: 'checkedAt', type: 'date', admin: { description: 'When the provider was last asked how it stands.' } },
      { name: 'settledAt', type: 'date' },
      { name: 'webhookToken', type: 'text', required: true, unique: true, admin: { hidden: true }, access: { read: nobodyField } },
    ],
  },
});
