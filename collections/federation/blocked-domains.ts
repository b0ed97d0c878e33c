import { editors, nobody } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';

/** Servers with which the platform has no dealings, their subdomains included. */
export const blockedDomains = defineCollection({
  queryable: [],
  emits: { cacheTags: () => [], isPublic: () => false },
  collection: {
    slug: 'blocked-domains',
    access: { create: editors, read: editors, update: editors, delete: editors, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Blocked server', plural: 'Blocked servers' },
    admin: {
      group: 'Federation',
      useAsTitle: 'domain',
      defaultColumns: ['domain', 'reason', 'createdAt'],
      description: 'Nothing is taken from these servers and nothing is sent to them.',
    },
    fields: [
      {
        name: 'domain',
        type: 'text',
        required: true,
        unique: true,
        hooks: { beforeValidate: [({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)] },
        validate: (value: unknown) =>
          (typeof value === 'string' && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(value.trim().toLowerCase())) ||
          'Write the name alone, as in example.org.',
        admin: { description: 'The name alone, as in example.org; its subdomains are blocked with it.' },
      },
      { name: 'reason', type: 'textarea', admin: { description: 'For those who come after you.' } },
    ],
  },
});
