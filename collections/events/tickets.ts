import type { Access, Where } from 'payload';
import { hasRole, nobody, nobodyField, rule } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';

const editorsOrHolder: Access = rule(({ req }: Parameters<Access>[0]): boolean | Where => {
  if (hasRole(req, 'admin', 'editor')) return true;
  if (!req.user || !hasRole(req, 'member', 'author')) return false;
  return { holder: { equals: req.user.id } };
});

/** One place for one person, made when its order is paid. */
export const tickets = defineCollection({
  queryable: ['event', 'state'],
  emits: false,
  collection: {
    slug: 'tickets',
    access: { create: nobody, read: editorsOrHolder, update: nobody, delete: nobody, readVersions: nobody, admin: nobody, unlock: nobody },
    admin: {
      group: 'Events',
      description: 'Tickets that were paid for. The service makes them; nobody edits them.',
      useAsTitle: 'code',
      defaultColumns: ['code', 'event', 'ticketType', 'holderName', 'state', 'createdAt'],
      listSearchableFields: ['code', 'holderName', 'holderEmail'],
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'code', type: 'text', required: true, unique: true },
      { name: 'event', type: 'relationship', relationTo: 'events', required: true, index: true },
      { name: 'ticketType', type: 'relationship', relationTo: 'ticket-types', required: true, index: true },
      {
        name: 'state',
        type: 'select',
        required: true,
        defaultValue: 'valid',
        options: [
          { label: 'Valid', value: 'valid' },
          { label: 'Cancelled', value: 'cancelled' },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'holderName', type: 'text' },
          { name: 'holderEmail', type: 'text', required: true },
        ],
      },
      { name: 'holder', type: 'relationship', relationTo: 'users', index: true, admin: { position: 'sidebar' } },
      { name: 'orderNumber', type: 'text', required: true, index: true, admin: { position: 'sidebar' } },
      { name: 'orderLineId', type: 'text', required: true, admin: { hidden: true }, access: { read: nobodyField } },
      { name: 'seat', type: 'number', required: true, admin: { position: 'sidebar', description: 'Which one of its order line.' } },
    ],
  },
});
