import type { Access } from 'payload';
import { editors, hasRole, nobody, nobodyField, rule, staff } from '../shared/access.ts';
import { defineCollection } from '../shared/define.ts';
import { bodyEditor } from '../shared/editor.ts';
import { fillSlugFromTitle } from '../shared/slug.hooks.ts';
import { countRevision, endAfterStart } from './events.hooks.ts';
import { TIME_ZONES } from './time-zones.ts';

const publishedEvents: Access = rule(({ req }: Parameters<Access>[0]) =>
  hasRole(req, 'admin', 'editor', 'author') ? true : { _status: { equals: 'published' } },
);

/** What happens, when and where. */
export const events = defineCollection({
  queryable: ['title', 'slug', 'startsAt', 'endsAt', 'place', '_status'],
  emits: {
    cacheTags: (doc) => [`events:${doc.id}`, 'events'],
    isPublic: (doc) => doc._status === 'published',
  },
  collection: {
    slug: 'events',
    access: {
      create: staff,
      read: publishedEvents,
      update: editors,
      delete: editors,
      readVersions: staff,
      admin: nobody,
      unlock: nobody,
    },
    admin: {
      group: 'Events',
      description: 'Events of the co-op. Tickets are added under Ticket types.',
      useAsTitle: 'title',
      defaultColumns: ['title', '_status', 'startsAt', 'place', 'updatedAt'],
      listSearchableFields: ['title', 'slug', 'place'],
    },
    defaultSort: '-startsAt',
    versions: { drafts: { autosave: false }, maxPerDoc: 50 },
    hooks: { beforeValidate: [fillSlugFromTitle], beforeChange: [endAfterStart, countRevision] },
    fields: [
      { name: 'title', type: 'text', required: true, maxLength: 300 },
      {
        type: 'row',
        fields: [
          {
            name: 'startsAt',
            type: 'date',
            required: true,
            index: true,
            timezone: { defaultTimezone: 'Europe/London', supportedTimezones: TIME_ZONES, required: true },
            admin: {
              date: { pickerAppearance: 'dayAndTime', timeIntervals: 15 },
              description: 'As the clock on the wall shows it, in the zone chosen here.',
            },
          },
          {
            name: 'endsAt',
            type: 'date',
            required: true,
            timezone: { defaultTimezone: 'Europe/London', supportedTimezones: TIME_ZONES, required: true },
            admin: { date: { pickerAppearance: 'dayAndTime', timeIntervals: 15 } },
          },
        ],
      },
      { name: 'place', type: 'text', maxLength: 500, admin: { description: 'Where people go: the room and the address.' } },
      { name: 'summary', type: 'textarea', maxLength: 500, admin: { description: 'One or two sentences for lists and calendars.' } },
      { name: 'body', type: 'richText', editor: bodyEditor },
      { name: 'image', type: 'upload', relationTo: 'media' },
      {
        name: 'slug',
        type: 'text',
        required: true,
        unique: true,
        index: true,
        admin: { position: 'sidebar', description: 'The last part of the address. Made from the title when left empty.' },
      },
      {
        name: 'revision',
        type: 'number',
        required: true,
        defaultValue: 0,
        admin: { hidden: true },
        access: { create: nobodyField, update: nobodyField },
      },
    ],
  },
});
