import { editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { siteField } from './site-field.ts';

/** Actors elsewhere that follow one of our sites; written by the federation service when a signed Follow comes in. */
export const followers = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'followers',
    access: { create: nobody, read: editors, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Follower', plural: 'Followers' },
    admin: {
      group: 'Federation',
      useAsTitle: 'actor',
      defaultColumns: ['handle', 'site', 'host', 'status', 'createdAt'],
      description: 'Who follows a site from the fediverse. The list is kept by the follow requests themselves.',
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    indexes: [{ fields: ['site', 'actor'], unique: true }],
    fields: [
      siteField('The site that is followed.'),
      { name: 'actor', label: 'Address of the actor', type: 'text', required: true },
      { name: 'handle', type: 'text', admin: { description: 'As people write it: @name@example.org.' } },
      { name: 'host', label: 'Server', type: 'text', required: true, index: true },
      { name: 'inbox', type: 'text', required: true, admin: { description: 'Where answers to this actor alone go.' } },
      {
        name: 'sharedInbox',
        label: 'Shared inbox',
        type: 'text',
        admin: { description: 'One inbox for all followers on the same server; posts go here once.' },
      },
      {
        name: 'status',
        type: 'select',
        required: true,
        defaultValue: 'following',
        options: [
          { value: 'following', label: 'Following' },
          { value: 'gone', label: 'Gone' },
        ],
        admin: { description: 'Gone: the inbox answered that it does not exist any more. Nothing is sent there.' },
      },
      { name: 'followActivity', label: 'Follow request', type: 'text', required: true },
    ],
  },
});
