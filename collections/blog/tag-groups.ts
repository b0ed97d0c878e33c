import { anyone, editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { slugField } from '../shared/slug.fields.ts';
import { fillSlugFromTitle } from '../shared/slug.hooks.ts';
import { sourceFields } from '../shared/source.fields.ts';

/** Subjects that belong together: "Garden" over seeds, soil and bees. Each has a page that lists their posts. */
export const tagGroups = defineCollection({
  queryable: ['name', 'slug', '_order'],
  emits: { cacheTags: (doc) => [`tag-groups:${doc.id}`, 'tag-groups', 'tags'], isPublic: () => true },
  collection: {
    slug: 'tag-groups',
    labels: { singular: 'Tag group', plural: 'Tag groups' },
    orderable: true,
    access: { create: editors, read: anyone, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'Tags that belong together. Each group has a page of its own; drag them into the order in which they are shown.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'slug', 'updatedAt'],
    },
    hooks: { beforeValidate: [fillSlugFromTitle] },
    fields: [
      { name: 'name', type: 'text', required: true, maxLength: 191 },
      { name: 'description', type: 'textarea', maxLength: 2000 },
      { name: 'featureImage', type: 'upload', relationTo: 'media' },
      { name: 'tags', type: 'join', collection: 'tags', on: 'group', admin: { defaultColumns: ['name', 'slug'], allowCreate: false } },
      slugField(),
      { name: 'accentColor', type: 'text', maxLength: 40, admin: { hidden: true } },
      ...sourceFields,
    ],
  },
});
