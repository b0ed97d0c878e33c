import { editors, nobody, staff } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { signNote } from './editorial-notes.hooks.ts';

/** What editors say to each other about a post. Never shown outside the admin. */
export const editorialNotes = defineCollection({
  queryable: [],
  emits: { cacheTags: () => [], isPublic: () => false },
  collection: {
    slug: 'editorial-notes',
    labels: { singular: 'Editorial note', plural: 'Editorial notes' },
    access: { create: staff, read: staff, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'What editors say to each other about a post.',
      useAsTitle: 'text',
      defaultColumns: ['text', 'author', 'about', 'done', 'createdAt'],
      listSearchableFields: ['text'],
    },
    defaultSort: '-createdAt',
    hooks: { beforeChange: [signNote] },
    fields: [
      { name: 'text', type: 'textarea', required: true, maxLength: 5000 },
      { name: 'about', type: 'relationship', relationTo: ['posts', 'pages'], required: true, index: true },
      { name: 'author', type: 'relationship', relationTo: 'users', admin: { position: 'sidebar', readOnly: true } },
      {
        name: 'done',
        type: 'checkbox',
        defaultValue: false,
        admin: { position: 'sidebar', description: 'Nothing is left to do about it.' },
      },
    ],
  },
});
