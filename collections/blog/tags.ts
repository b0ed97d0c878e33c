import type { Access } from 'payload';
import { editors, hasRole, nobody, nobodyField, rule, staff, staffField } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { fillTagSlug } from './tags.hooks.ts';

const publicTags: Access = rule(({ req }: Parameters<Access>[0]) =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { internal: { not_equals: true } },
);

/** What posts are about; internal ones sort things for editors and are never shown. */
export const tags = defineCollection({
  queryable: ['name', 'slug'],
  emits: {
    cacheTags: (doc) => [`tags:${doc.id}`, 'tags'],
    isPublic: (doc) => doc.internal !== true,
  },
  collection: {
    slug: 'tags',
    access: { create: staff, read: publicTags, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'Subjects. Each public one has a page and feeds of its own.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'slug', 'internal'],
    },
    defaultSort: 'name',
    hooks: { beforeValidate: [fillTagSlug] },
    fields: [
      { name: 'name', type: 'text', required: true, maxLength: 191 },
      {
        name: 'slug',
        type: 'text',
        required: true,
        unique: true,
        index: true,
        admin: { position: 'sidebar', description: 'The last part of the address.' },
      },
      { name: 'description', type: 'textarea' },
      {
        name: 'internal',
        type: 'checkbox',
        defaultValue: false,
        admin: { position: 'sidebar', description: 'For editors only; never shown.' },
      },
      { name: 'featureImageUrl', type: 'text' },
      { name: 'metaTitle', type: 'text' },
      { name: 'metaDescription', type: 'textarea' },
      { name: 'accentColor', type: 'text', admin: { position: 'sidebar' } },
      {
        name: 'sourceId',
        type: 'text',
        index: true,
        admin: { hidden: true },
        access: { read: staffField, create: nobodyField, update: nobodyField },
      },
      { name: 'sourceHash', type: 'text', admin: { hidden: true }, access: { read: staffField, create: nobodyField, update: nobodyField } },
    ],
  },
});
