import { anyone, editors, nobody } from './access.ts';
import { defineCollection } from './define.ts';

/**
 * What is attached to what: a calendar or a marketplace to a page, an event to a post. An end is
 * (kind, id); `position` orders the children of one parent; a detached pair keeps its row with `detachedAt`.
 */
export const relations = defineCollection({
  queryable: ['parentType', 'parentId', 'childType', 'childId'],
  emits: {
    cacheTags: (doc) => [`${String(doc.parentType)}:${String(doc.parentId)}`, `${String(doc.childType)}:${String(doc.childId)}`, 'menu'],
    isPublic: () => true,
  },
  collection: {
    slug: 'relations',
    access: { create: editors, read: anyone, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Shared',
      description: 'What is attached to what. Attaching something to a page puts it into the menu below that page.',
      defaultColumns: ['parentType', 'parentId', 'childType', 'childId', 'position', 'detachedAt'],
    },
    defaultSort: 'position',
    indexes: [{ fields: ['parentType', 'parentId', 'childType', 'childId'], unique: true }, { fields: ['childType', 'childId'] }],
    fields: [
      { name: 'parentType', type: 'text', required: true, maxLength: 60 },
      { name: 'parentId', type: 'text', required: true, maxLength: 191 },
      { name: 'childType', type: 'text', required: true, maxLength: 60 },
      { name: 'childId', type: 'text', required: true, maxLength: 191 },
      { name: 'label', type: 'text', maxLength: 191, admin: { description: 'How the child is called there, when not by its own title.' } },
      { name: 'position', type: 'number', required: true, defaultValue: 0, min: 0 },
      { name: 'detachedAt', type: 'date', admin: { position: 'sidebar' } },
    ],
  },
});
