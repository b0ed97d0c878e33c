import type { Access, Where } from 'payload';
import { CURRENCIES } from '../../core/money.ts';
import { admins, hasRole, nobody, nobodyField, rule } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { amountField } from '../shared/price.fields.ts';
import { slugField } from '../shared/slug.fields.ts';
import { fillSlugFromTitle } from '../shared/slug.hooks.ts';
import { sourceFields, sourceJsonField } from '../shared/source.fields.ts';

const onOffer: Access = rule(({ req }: Parameters<Access>[0]): boolean | Where =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { and: [{ active: { equals: true } }, { listed: { equals: true } }] },
);

/** A kind of membership: what it costs and what it brings. Posts and people name it by its slug, which therefore stays. */
export const tiers = defineCollection({
  queryable: ['slug', 'name', 'kind', '_order'],
  emits: { cacheTags: (doc) => [`tiers:${doc.id}`, 'tiers'], isPublic: (doc) => doc.active === true && doc.listed === true },
  collection: {
    slug: 'tiers',
    orderable: true,
    access: { create: admins, read: onOffer, update: admins, delete: admins, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Account',
      description: 'Kinds of membership. Posts can be for certain tiers. Memberships are not sold here yet.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'slug', 'active', 'listed'],
    },
    hooks: { beforeValidate: [fillSlugFromTitle] },
    fields: [
      { name: 'name', type: 'text', required: true, maxLength: 191 },
      { name: 'description', type: 'textarea', maxLength: 2000 },
      {
        name: 'benefits',
        type: 'array',
        maxRows: 30,
        labels: { singular: 'Benefit', plural: 'Benefits' },
        admin: { hidden: true },
        fields: [{ name: 'name', type: 'text', required: true, maxLength: 191 }],
      },
      {
        type: 'row',
        admin: { hidden: true },
        fields: [
          amountField({ name: 'monthlyPrice', admin: { description: 'In pence or cents: 500 means £5.00.' } }),
          amountField({ name: 'yearlyPrice', admin: { description: 'In pence or cents: 5000 means £50.00.' } }),
          { name: 'currency', type: 'select', defaultValue: 'GBP', options: CURRENCIES.map((code) => ({ label: code, value: code })) },
          { name: 'trialDays', type: 'number', min: 0, max: 730, defaultValue: 0 },
        ],
      },
      {
        ...slugField('Posts and people name it by this, so it cannot be changed later.'),
        access: { update: nobodyField },
      },
      {
        name: 'kind',
        type: 'select',
        required: true,
        defaultValue: 'paid',
        options: [
          { label: 'Free', value: 'free' },
          { label: 'Paid', value: 'paid' },
        ],
        // Says something only where memberships are sold.
        admin: { hidden: true },
      },
      {
        name: 'active',
        type: 'checkbox',
        defaultValue: true,
        admin: { position: 'sidebar', description: 'In use. Whoever has it reads what is for it either way.' },
      },
      {
        name: 'listed',
        type: 'checkbox',
        defaultValue: true,
        admin: { position: 'sidebar', description: 'With “active”: programs at the API see it without signing in.' },
      },
      { name: 'welcomePath', type: 'text', maxLength: 2000, admin: { hidden: true } },
      ...sourceFields,
      sourceJsonField,
    ],
  },
});
