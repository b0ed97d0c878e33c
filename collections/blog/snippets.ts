import { nobody, staff } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { bodyEditor } from '../shared/editor.ts';
import { sourceFields, sourceJsonField } from '../shared/source.fields.ts';

/** Pieces of text and cards that editors use again: put in from the editor's slash menu, then a text of their own. */
export const snippets = defineCollection({
  queryable: [],
  emits: { cacheTags: () => [], isPublic: () => false },
  collection: {
    slug: 'snippets',
    access: { create: staff, read: staff, update: staff, delete: staff, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'Text and cards to use again. Changing one here changes no post that it was put into.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'updatedAt'],
    },
    defaultSort: 'name',
    fields: [
      { name: 'name', type: 'text', required: true, unique: true, maxLength: 191 },
      { name: 'body', type: 'richText', editor: bodyEditor },
      ...sourceFields,
      sourceJsonField,
    ],
  },
});
