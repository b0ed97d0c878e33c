import type { FieldAccess } from 'payload';
import { admins, hasRole, nobody, nobodyField, rule } from './access.ts';
import { defineCollection } from './define.ts';

/**
 * A body may hold a sign-in link, so it is read only where no SMTP server is set up and this
 * is the only way to get at it; a body that was sent is erased.
 */
const bodyOfKept: FieldAccess = rule(({ req, doc }: Parameters<FieldAccess>[0]) => hasRole(req, 'admin') && doc?.state === 'kept');
const sealed = { create: nobodyField, update: nobodyField };
const body = { access: { ...sealed, read: bodyOfKept } };

/** Letters that the house sends; written by the mail door only. */
export const mails = defineCollection({
  queryable: [],
  emits: false,
  collection: {
    slug: 'mails',
    access: { create: nobody, read: admins, update: nobody, delete: admins, readVersions: nobody, admin: nobody, unlock: nobody },
    labels: { singular: 'Mail', plural: 'Mails' },
    admin: {
      group: 'Workings',
      useAsTitle: 'subject',
      defaultColumns: ['subject', 'recipient', 'state', 'createdAt', 'lastError'],
      description: 'Mails on their way and their fate. Without an SMTP server they are kept here, to be read by admins.',
    },
    defaultSort: '-createdAt',
    disableDuplicate: true,
    fields: [
      { name: 'recipient', label: 'To', type: 'text', required: true, access: sealed },
      { name: 'subject', type: 'text', required: true, access: sealed },
      {
        name: 'state',
        type: 'select',
        required: true,
        defaultValue: 'queued',
        options: ['queued', 'kept', 'sent', 'failed'],
        index: true,
        access: sealed,
      },
      { name: 'text', type: 'textarea', ...body },
      { name: 'html', type: 'textarea', ...body, admin: { hidden: true } },
      { name: 'messageId', type: 'text', required: true, unique: true, access: sealed },
      { name: 'attempts', type: 'number', required: true, defaultValue: 0, access: sealed },
      { name: 'lastError', type: 'text', access: sealed },
      { name: 'sentAt', type: 'date', access: sealed },
    ],
  },
});
