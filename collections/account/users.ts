import { adminField, admins, anyone, nobody, nobodyField, staff } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { sourceFields, sourceJsonField } from '../shared/source.fields.ts';
import { publishedOrSelfOrStaff, selfOrAdmins, staffOrSelfField } from './users.access.ts';
import { fillUserSlug, keepAnAdmin, sayTheSameToEveryone } from './users.hooks.ts';

const sealed = { create: adminField, update: adminField };

/** The people of the house: editors, authors and members are one kind of account with different roles. */
export const users = defineCollection({
  queryable: ['name', 'slug'],
  emits: {
    cacheTags: (doc) => [`users:${doc.id}`, `viewer:${doc.id}`, 'users'],
    isPublic: () => false,
  },
  collection: {
    slug: 'users',
    access: {
      create: admins,
      read: publishedOrSelfOrStaff,
      update: selfOrAdmins,
      delete: admins,
      readVersions: nobody,
      admin: staff,
      unlock: admins,
    },
    admin: {
      group: 'Account',
      description: 'People who write, edit and are members. Only admins change roles.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'email', 'roles', 'status', 'updatedAt'],
      listSearchableFields: ['name', 'email', 'slug'],
    },
    auth: {
      useSessions: true,
      useAPIKey: false,
      maxLoginAttempts: 10,
      lockTime: 15 * 60 * 1000,
      tokenExpiration: 8 * 60 * 60,
      cookies: { sameSite: 'Lax' },
      forgotPassword: { expiration: 60 * 60 * 1000 },
    },
    hooks: {
      beforeValidate: [fillUserSlug],
      beforeChange: [keepAnAdmin],
      afterError: [sayTheSameToEveryone],
    },
    fields: [
      {
        name: 'email',
        type: 'email',
        required: true,
        unique: true,
        access: { read: staffOrSelfField, ...sealed },
      },
      { name: 'name', type: 'text', required: true, maxLength: 191 },
      {
        name: 'slug',
        type: 'text',
        unique: true,
        index: true,
        maxLength: 191,
        access: { read: anyone, ...sealed },
        admin: { position: 'sidebar', description: 'The last part of the address of an author’s page.' },
      },
      {
        name: 'roles',
        type: 'select',
        hasMany: true,
        required: true,
        defaultValue: ['member'],
        saveToJWT: true,
        options: [
          { label: 'Admin', value: 'admin' },
          { label: 'Editor', value: 'editor' },
          { label: 'Author', value: 'author' },
          { label: 'Member', value: 'member' },
        ],
        access: { read: staffOrSelfField, ...sealed },
        admin: { position: 'sidebar' },
      },
      {
        name: 'status',
        type: 'select',
        required: true,
        defaultValue: 'active',
        options: ['active', 'invited', 'locked'],
        access: { read: staffOrSelfField, ...sealed },
        admin: { position: 'sidebar', description: 'A locked person is signed out everywhere and cannot sign in.' },
      },
      { name: 'bio', type: 'textarea', maxLength: 2000 },
      { name: 'location', type: 'text', maxLength: 191 },
      { name: 'website', type: 'text', maxLength: 2000 },
      { name: 'profileImage', type: 'upload', relationTo: 'media' },
      { name: 'coverImage', type: 'upload', relationTo: 'media' },
      {
        name: 'links',
        type: 'array',
        maxRows: 12,
        labels: { singular: 'Link', plural: 'Links' },
        admin: { description: 'Elsewhere on the web; shown on the page of an author.' },
        fields: [{ name: 'url', type: 'text', required: true, maxLength: 2000 }],
      },
      { name: 'profileImageUrl', label: 'Picture (address)', type: 'text', maxLength: 2000 },
      {
        name: 'paidUntil',
        type: 'date',
        access: { read: staffOrSelfField, ...sealed },
        admin: { position: 'sidebar', description: 'A membership that is paid for runs until this day.' },
      },
      {
        name: 'tiers',
        type: 'text',
        hasMany: true,
        access: { read: staffOrSelfField, ...sealed },
        admin: { position: 'sidebar', description: 'Short names of the tiers held now.' },
      },
      {
        name: 'publishes',
        type: 'checkbox',
        defaultValue: false,
        index: true,
        access: { read: anyone, create: nobodyField, update: nobodyField },
        admin: {
          position: 'sidebar',
          readOnly: true,
          description: 'Has a published post, so name, picture and words about them are public.',
        },
      },
      ...sourceFields,
      sourceJsonField,
    ],
  },
});
