import { editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';

/**
 * One walk over all links of what is published, and those that led nowhere (`findings`, see
 * `services/blog/link-check.ts`). Begun by an editor, done by the worker; the last ten are kept.
 */
export const linkChecks = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'link-checks',
    labels: { singular: 'Link check', plural: 'Link checks' },
    access: { create: nobody, read: editors, update: nobody, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      // The view “Links” shows the newest, and is where one is begun.
      hidden: true,
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'state', type: 'select', required: true, defaultValue: 'queued', options: ['queued', 'running', 'done', 'failed'] },
      {
        type: 'row',
        fields: [
          { name: 'documents', type: 'number', defaultValue: 0, admin: { description: 'Posts and pages that were read.' } },
          { name: 'links', type: 'number', defaultValue: 0, admin: { description: 'Different addresses in them.' } },
          { name: 'broken', type: 'number', defaultValue: 0, admin: { description: 'Addresses that led nowhere.' } },
        ],
      },
      { name: 'startedBy', type: 'relationship', relationTo: 'users', admin: { position: 'sidebar' } },
      { name: 'finishedAt', type: 'date', admin: { position: 'sidebar' } },
      { name: 'findings', type: 'json', admin: { hidden: true } },
    ],
  },
});
