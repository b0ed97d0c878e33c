import type { Access } from 'payload';
import { editors, hasRole, nobody, rule, staff } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { slugField } from '../shared/slug.fields.ts';
import { sourceFields, sourceJsonField } from '../shared/source.fields.ts';
import { fillTagSlug } from './tags.hooks.ts';

const publicTags: Access = rule(({ req }: Parameters<Access>[0]) =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { internal: { not_equals: true } },
);

/** What posts are about; internal ones sort things for editors and are never shown. */
export const tags = defineCollection({
  queryable: ['name', 'slug', 'group', 'group.slug'],
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
      defaultColumns: ['name', 'slug', 'group', 'internal'],
      listSearchableFields: ['name', 'slug'],
    },
    defaultSort: 'name',
    hooks: { beforeValidate: [fillTagSlug] },
    fields: [
      { name: 'name', type: 'text', required: true, maxLength: 191 },
      { name: 'description', type: 'textarea' },
      { name: 'featureImage', type: 'upload', relationTo: 'media' },
      {
        name: 'featureImageUrl',
        type: 'text',
        admin: { description: 'An outside address, used while no picture is chosen above.' },
      },
      {
        type: 'collapsible',
        label: 'Search and sharing',
        admin: { initCollapsed: true },
        fields: [
          { name: 'metaTitle', type: 'text', admin: { description: 'Instead of the name, on search pages.' } },
          { name: 'metaDescription', type: 'textarea' },
          { name: 'canonicalUrl', type: 'text', admin: { description: 'Where this subject first had its page, if elsewhere.' } },
        ],
      },
      slugField(),
      {
        name: 'group',
        type: 'relationship',
        relationTo: 'tag-groups',
        index: true,
        admin: { position: 'sidebar', description: 'The group it belongs to, if any.' },
      },
      {
        name: 'internal',
        type: 'checkbox',
        defaultValue: false,
        admin: { position: 'sidebar', description: 'For editors only; never shown.' },
      },
      { name: 'accentColor', type: 'text', admin: { hidden: true } },
      {
        name: 'merge',
        type: 'ui',
        admin: { position: 'sidebar', disableListColumn: true, components: { Field: '/collections/blog/tag-merge.tsx#TagMerge' } },
      },
      ...sourceFields,
      sourceJsonField,
    ],
  },
});
