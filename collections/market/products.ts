import type { Access } from 'payload';
import { editors, hasRole, nobody, rule, staff } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { bodyEditor } from '../shared/editor.ts';
import { priceFields } from '../shared/price.fields.ts';
import { fillSlugFromTitle } from '../shared/slug.hooks.ts';

const publishedProducts: Access = rule(({ req }: Parameters<Access>[0]) =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { _status: { equals: 'published' } },
);

/** What the co-op sells. How many there are is kept in its pool, never here. */
export const products = defineCollection({
  queryable: ['title', 'slug', 'labels', 'price', 'currency', 'brand', '_status'],
  emits: {
    cacheTags: (doc) => [`products:${doc.id}`, 'products'],
    isPublic: (doc) => doc._status === 'published',
  },
  collection: {
    slug: 'products',
    access: {
      create: editors,
      read: publishedProducts,
      update: editors,
      delete: editors,
      readVersions: staff,
      admin: nobody,
      unlock: nobody,
    },
    admin: {
      group: 'Market',
      description: 'Things on the shelves of the market. Stock is counted under Cart, Pools.',
      useAsTitle: 'title',
      defaultColumns: ['title', '_status', 'price', 'currency', 'labels', 'updatedAt'],
      listSearchableFields: ['title', 'slug'],
    },
    defaultSort: 'title',
    versions: { drafts: { autosave: false }, maxPerDoc: 50 },
    hooks: { beforeValidate: [fillSlugFromTitle] },
    fields: [
      { name: 'title', type: 'text', required: true, maxLength: 300 },
      { name: 'summary', type: 'textarea', maxLength: 500, admin: { description: 'One or two sentences for lists.' } },
      ...priceFields,
      { name: 'body', type: 'richText', editor: bodyEditor },
      { name: 'image', type: 'upload', relationTo: 'media' },
      {
        name: 'slug',
        type: 'text',
        required: true,
        unique: true,
        index: true,
        admin: { position: 'sidebar', description: 'The last part of the address. Made from the title when left empty.' },
      },
      {
        name: 'forSale',
        type: 'checkbox',
        defaultValue: true,
        admin: { position: 'sidebar', description: 'Off: the page stays, the button goes.' },
      },
      { name: 'brand', type: 'text', maxLength: 200, admin: { position: 'sidebar' } },
      {
        name: 'labels',
        type: 'text',
        hasMany: true,
        admin: { position: 'sidebar', description: 'organic, vegan, local …' },
      },
      {
        name: 'taxBasisPoints',
        type: 'number',
        required: true,
        defaultValue: 0,
        min: 0,
        max: 10_000,
        admin: { position: 'sidebar', step: 1, description: 'Tax inside the price: 2000 means 20 %.' },
        validate: (value: number | null | undefined) =>
          Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10_000
            ? true
            : 'Give a whole number from 0 to 10000: 2000 means 20 %.',
      },
    ],
  },
});
