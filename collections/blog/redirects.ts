import type { TextFieldSingleValidation } from 'payload';
import { editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { sourceFields } from '../shared/source.fields.ts';
import { refuseUselessRedirect } from './redirects.hooks.ts';

const isAddress: TextFieldSingleValidation = (value) =>
  !value || /^(\/(?!\/)|https?:\/\/)/.test(value) ? true : 'Begin with / for an address here, or with https:// for one elsewhere.';

/**
 * Old addresses of the blog and where they lead now. The first that matches, in the order of the
 * list, is taken; a pattern may use `$1` in its target. A page that exists goes before any of them.
 */
export const redirects = defineCollection({
  queryable: [],
  emits: { cacheTags: () => ['redirects'], isPublic: () => false },
  collection: {
    slug: 'redirects',
    orderable: true,
    access: { create: editors, read: editors, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'Where old addresses lead now. Drag them into order: the first that matches is taken.',
      useAsTitle: 'from',
      defaultColumns: ['from', 'to', 'permanent', 'pattern', 'updatedAt'],
      listSearchableFields: ['from', 'to'],
    },
    hooks: { beforeValidate: [refuseUselessRedirect] },
    fields: [
      {
        name: 'from',
        type: 'text',
        required: true,
        index: true,
        maxLength: 2000,
        admin: { description: 'A path such as /old-shop/, or a regular expression such as ^/tag/(.*)/amp$ when "pattern" is ticked.' },
      },
      {
        name: 'to',
        type: 'text',
        required: true,
        maxLength: 2000,
        validate: isAddress,
        admin: { description: 'A path here or an address elsewhere. $1 stands for what the first bracket of a pattern matched.' },
      },
      {
        name: 'permanent',
        type: 'checkbox',
        defaultValue: true,
        admin: { position: 'sidebar', description: 'Search engines forget the old address (301). Otherwise they keep it (302).' },
      },
      {
        name: 'pattern',
        type: 'checkbox',
        defaultValue: false,
        admin: { position: 'sidebar', description: '"From" is a regular expression.' },
      },
      {
        name: 'ignoreCase',
        type: 'checkbox',
        defaultValue: false,
        admin: { position: 'sidebar', condition: (doc) => doc?.pattern === true, description: 'Capital and small letters are the same.' },
      },
      ...sourceFields,
    ],
  },
});
