import type { Access } from 'payload';
import { editors, hasRole, nobody, rule } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { priceFields } from '../shared/price.fields.ts';

const ofPublishedEvents: Access = rule(({ req }: Parameters<Access>[0]) =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { 'event._status': { equals: 'published' } },
);

/**
 * A kind of ticket for one event. All of an event's tickets count against its room; those with
 * the same quota name count against that quota too.
 */
export const ticketTypes = defineCollection({
  queryable: ['event', 'name', 'position'],
  emits: {
    cacheTags: (doc) => [`events:${toId(doc.event)}`, 'events'],
    isPublic: () => false,
  },
  collection: {
    slug: 'ticket-types',
    labels: { singular: 'Ticket type', plural: 'Ticket types' },
    access: {
      create: editors,
      read: ofPublishedEvents,
      update: editors,
      delete: editors,
      readVersions: nobody,
      admin: nobody,
      unlock: nobody,
    },
    admin: {
      group: 'Events',
      description: 'Kinds of tickets. How many there are is counted under Cart, Pools: one for the room, one for each quota.',
      useAsTitle: 'name',
      defaultColumns: ['name', 'event', 'price', 'currency', 'quota', 'forSale'],
    },
    defaultSort: 'position',
    fields: [
      { name: 'event', type: 'relationship', relationTo: 'events', required: true, index: true },
      { name: 'name', type: 'text', required: true, maxLength: 200 },
      ...priceFields,
      {
        name: 'quota',
        type: 'text',
        maxLength: 100,
        admin: { description: 'Types of one event with the same quota name share its number of tickets. Empty: only the room limits it.' },
      },
      {
        name: 'position',
        type: 'number',
        required: true,
        defaultValue: 0,
        admin: { position: 'sidebar', description: 'Order on the page.' },
      },
      { name: 'forSale', type: 'checkbox', defaultValue: true, admin: { position: 'sidebar' } },
    ],
  },
});

function toId(related: unknown): string {
  return String((related as { id?: unknown } | null)?.id ?? related);
}
