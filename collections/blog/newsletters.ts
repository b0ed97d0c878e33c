import type { Access } from 'payload';
import { admins, editors, hasRole, nobody, rule } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { slugField } from '../shared/slug.fields.ts';
import { fillSlugFromTitle } from '../shared/slug.hooks.ts';
import { sourceFields, sourceJsonField } from '../shared/source.fields.ts';

const active: Access = rule(({ req }: Parameters<Access>[0]) =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { status: { equals: 'active' } },
);

const show = (name: string, label: string, defaultValue = true) => ({ name, label, type: 'checkbox', defaultValue }) as const;

/** A letter that posts can be sent as, with its sender and design. */
export const newsletters = defineCollection({
  queryable: ['slug', 'name', '_order'],
  emits: { cacheTags: (doc) => [`newsletters:${doc.id}`, 'newsletters'], isPublic: (doc) => doc.status === 'active' },
  collection: {
    slug: 'newsletters',
    orderable: true,
    access: { create: admins, read: active, update: editors, delete: admins, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Blog',
      description: 'Letters that posts can be sent as.',
      // No letter is sent yet; it has its place, so that its slug and rules are stable.
      hidden: true,
      useAsTitle: 'name',
      defaultColumns: ['name', 'status', 'subscribeOnSignup', 'updatedAt'],
    },
    hooks: { beforeValidate: [fillSlugFromTitle] },
    fields: [
      { name: 'name', type: 'text', required: true, maxLength: 191 },
      { name: 'description', type: 'textarea', maxLength: 2000, admin: { description: 'What members read when they choose.' } },
      {
        type: 'row',
        fields: [
          { name: 'senderName', type: 'text', maxLength: 191, admin: { description: 'Empty: the name of the site.' } },
          { name: 'senderEmail', type: 'email', admin: { description: 'Empty: the address the house sends from.' } },
          { name: 'replyTo', type: 'email', admin: { description: 'Where answers go. Empty: to the sender.' } },
        ],
      },
      {
        name: 'design',
        type: 'group',
        fields: [
          { name: 'headerImage', type: 'upload', relationTo: 'media' },
          {
            type: 'row',
            fields: [
              show('showHeaderTitle', 'Name of the letter'),
              show('showPostTitle', 'Title of the post'),
              show('showFeatureImage', 'Picture of the post'),
              show('showExcerpt', 'Excerpt', false),
              show('showComments', 'Link to the comments'),
              show('showLatestPosts', 'Newest posts', false),
            ],
          },
          {
            type: 'row',
            fields: [
              { name: 'titleFont', type: 'select', defaultValue: 'serif', options: ['serif', 'sans'] },
              { name: 'bodyFont', type: 'select', defaultValue: 'serif', options: ['serif', 'sans'] },
              { name: 'titleAlignment', type: 'select', defaultValue: 'left', options: ['left', 'center'] },
              { name: 'backgroundColor', type: 'text', maxLength: 40 },
              { name: 'accentColor', type: 'text', maxLength: 40 },
            ],
          },
          {
            name: 'footer',
            type: 'textarea',
            maxLength: 5000,
            admin: { description: 'Stands below every letter, above the link that ends it.' },
          },
        ],
      },
      slugField(),
      {
        name: 'status',
        type: 'select',
        required: true,
        defaultValue: 'active',
        options: [
          { label: 'Active', value: 'active' },
          { label: 'Archived', value: 'archived' },
        ],
        admin: { position: 'sidebar' },
      },
      {
        name: 'subscribeOnSignup',
        type: 'checkbox',
        defaultValue: true,
        admin: { position: 'sidebar', description: 'Ticked in the form of new members; they can untick it.' },
      },
      ...sourceFields,
      sourceJsonField,
    ],
  },
});
